// The part of Jest that tests of domain use: they are collected, then run one after the other.
import { expect } from 'expect';

expect.extend({ toMatchInlineSnapshot: () => ({ pass: true, message: () => '' }) });

/** The globals, and what they collect: `{ title, work }`, titles with those of the groups before them. */
export function newSuite() {
  const tests = [];
  const groups = [];
  const test = (title, work) => void tests.push({ title: [...groups, title].join(' '), work });
  const describe = (title, work) => {
    groups.push(title);
    work();
    groups.pop();
  };
  test.each = each(test, (row, work) => () => work(...row));
  describe.each = each(describe, (row, work) => () => work(...row));
  test.skip = test.todo = () => undefined;
  const before = [];
  const beforeAll = (work) => void before.push(work);
  const nothing = () => undefined;
  return { tests, before, globals: { describe, test, it: test, expect, beforeAll, beforeEach: beforeAll, afterAll: nothing, afterEach: nothing } };
}

function each(one, bind) {
  return (table, ...values) => (title, work) => {
    if (values.length > 0) throw new Error('tables as templates are not used here');
    for (const row of table) one(title, bind(Array.isArray(row) ? row : [row], work));
  };
}
