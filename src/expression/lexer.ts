/** The lexer's face: tokens of SQL text, and the proof that a text is one expression. */
export { type NotOneExpression, oneExpression } from './one-expression.js';
export { closing, is, LexError, lex, type Token, type TokenKind } from './scan.js';
