/** The parser behind its two fences. */
import { describe, expect, it } from 'vitest';
import { ExpressionError, offsetOf, parseExpression } from '../../src/expression/parse.js';
import { HOSTILE, LEGAL, LEGAL_SINCE } from './corpus.js';

describe('parseExpression', () => {
  it.each([...LEGAL, ...LEGAL_SINCE])('parses %j', async (sql) => {
    expect((await parseExpression(sql)).node).toBeTypeOf('object');
  });

  it.each(HOSTILE)('refuses %j', async (sql) => {
    await expect(parseExpression(sql)).rejects.toBeInstanceOf(ExpressionError);
  });

  it.each(['a b c', 'a +', 'x ::', 'and', 'a desc', '*', 'case a end', 'a text_ops', '(select)a'])(
    'refuses %j, which is one expression’s tokens but none of its grammar',
    async (sql) => {
      await expect(parseExpression(sql)).rejects.toBeInstanceOf(ExpressionError);
    },
  );

  it('says where, in UTF-16 units', async () => {
    await expect(parseExpression("'é🙂' + + )")).rejects.toMatchObject({ offset: 10 });
    await expect(parseExpression("'é🙂' = = 1")).rejects.toMatchObject({ offset: 8 });
    const { sql, node } = await parseExpression("'é🙂' = current_user");
    expect('A_Expr' in node && sql.slice(offsetOf(sql, node.A_Expr.location ?? 0))).toBe('= current_user');
  });
});
