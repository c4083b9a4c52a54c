/** A stable topological order: what needs something comes after it, and nothing else moves. Knows numbers alone. */

/** `first` has to come before `next`. */
export interface Edge {
  readonly first: number;
  readonly next: number;
  /** Where edges form a circle, the weakest gives way: 1 is the weakest. */
  readonly weight: number;
}

/**
 * The numbers from 0 to count - 1, in that order but for the edges: what has to come before a number is brought forward
 * to stand right ahead of it. The same answer to the same question, whatever the order of the edges.
 */
export function inOrder(count: number, edges: readonly Edge[]): number[] {
  const before = adjacency(count, withoutCircles(count, edges), 'next', 'first');
  const done = new Set<number>();
  const ordered: number[] = [];
  for (let start = 0; start < count; start++) {
    const stack = [{ node: start, at: 0 }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { node: number; at: number };
      const next = done.has(top.node) ? undefined : before[top.node]?.[top.at++];
      if (next !== undefined) {
        if (!done.has(next)) stack.push({ node: next, at: 0 });
        continue;
      }
      stack.pop();
      if (done.has(top.node)) continue;
      done.add(top.node);
      ordered.push(top.node);
    }
  }
  return ordered;
}

/** The neighbours of each node, in their own order, each once. */
function adjacency(count: number, edges: readonly Edge[], from: 'first' | 'next', to: 'first' | 'next'): number[][] {
  const sets = Array.from({ length: count }, () => new Set<number>());
  for (const edge of edges) if (edge.first !== edge.next) sets[edge[from]]?.add(edge[to]);
  return sets.map((set) => [...set].sort((a, b) => a - b));
}

/** One edge after another goes: the weakest, and of those the one that goes against the given order the farthest. */
function withoutCircles(count: number, edges: readonly Edge[]): Edge[] {
  const kept = new Set(edges);
  const queue = circles(count, edges);
  for (let circle = queue.pop(); circle !== undefined; circle = queue.pop()) {
    const members = new Set(circle);
    const inside = [...kept].filter(({ first, next }) => first !== next && members.has(first) && members.has(next));
    const [weakest] = inside.sort(
      (a, b) => a.weight - b.weight || b.first - b.next - (a.first - a.next) || a.first - b.first || a.next - b.next,
    );
    if (weakest === undefined) continue;
    for (const edge of inside) if (edge.first === weakest.first && edge.next === weakest.next) kept.delete(edge);
    const left = inside.filter((edge) => kept.has(edge));
    queue.push(...circles(count, left));
  }
  return [...kept];
}

/**
 * What stands in circles (strongly connected components of more than one node), each in the given order. Tarjan's
 * algorithm, without recursion.
 */
export function circles(count: number, edges: readonly Edge[]): number[][] {
  const after = adjacency(count, edges, 'first', 'next');
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const found: number[][] = [];
  const lower = (node: number, to: number) => low.set(node, Math.min(low.get(node) ?? to, to));
  for (let start = 0; start < count; start++) {
    if (index.has(start) || after[start]?.length === 0) continue;
    const stack = [{ node: start, at: 0 }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { node: number; at: number };
      const { node } = top;
      if (!index.has(node)) {
        lower(node, index.size);
        index.set(node, index.size);
        open.push(node);
        isOpen.add(node);
      }
      const next = after[node]?.[top.at++];
      if (next !== undefined) {
        if (!index.has(next)) stack.push({ node: next, at: 0 });
        else if (isOpen.has(next)) lower(node, index.get(next) as number);
        continue;
      }
      stack.pop();
      const below = stack[stack.length - 1];
      if (below !== undefined) lower(below.node, low.get(node) as number);
      if (low.get(node) !== index.get(node)) continue;
      const circle = open.splice(open.lastIndexOf(node));
      for (const one of circle) isOpen.delete(one);
      if (circle.length > 1) found.push(circle.sort((a, b) => a - b));
    }
  }
  return found;
}
