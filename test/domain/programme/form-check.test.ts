import { checkForm, isMissing } from '../../../domain/programme/form-check.js';
import type { Form, FormField } from '../../../domain/programme/form.js';
import type { Frame } from '../../../domain/programme/schema.js';

const name = { zh: '字段', en: 'Field' };
const clause = { document: '000', clause: '§5.2' };
const tag = (key: string) => ({ key, name, clause });
const frame: Frame = { capabilities: [tag('cohesion'), tag('reach')], directions: [tag('journals')], yardsticks: [tag('central'), tag('national'), tag('world')] };

const formOf = (...fields: Partial<FormField>[]): Form => ({ sections: [{ key: 'only', name, fields: fields.map((field) => ({ key: 'f', name, kind: 'text', required: true, ...field })) }] });
const faults = (field: Partial<FormField>, value: unknown) => checkForm(formOf(field), frame, { f: value }).map(({ field: at, code }) => `${at} ${code}`);

describe('a form', () => {
  test('that is filled in has no faults', () => {
    const form = formOf({}, { key: 'n', kind: 'number', min: 0, max: 100 }, { key: 'd', kind: 'date' }, { key: 'c', kind: 'commitment' }, { key: 'o', required: false });
    expect(checkForm(form, frame, { f: '目标', n: 100, d: '2018-10-28', c: true })).toEqual([]);
  });

  test('tells every fault at once, in its own order, and unknown fields last', () => {
    const form = formOf({ key: 'a' }, { key: 'b', kind: 'number' });
    expect(checkForm(form, frame, { z: 1, b: '7' })).toEqual([
      { field: 'a', code: 'required' },
      { field: 'b', code: 'wrong_type', params: { expected: 'number' } },
      { field: 'z', code: 'unknown_field' },
    ]);
  });

  test('names the clause that asks for the field', () => {
    expect(checkForm(formOf({ clause }), frame, {})).toEqual([{ field: 'f', code: 'required', rule: clause }]);
  });

  test('that is only incomplete can be told from a wrong one', () => {
    const form = formOf({}, { key: 't', kind: 'table', minRows: 2, columns: [] }, { key: 'y', kind: 'tags', tags: 'yardsticks', allTags: true }, { key: 'c', kind: 'commitment' });
    expect(checkForm(form, frame, { t: [{}], y: ['central'], c: false }).every(isMissing)).toBe(true);
    expect(checkForm(form, frame, { x: 1 }).every(isMissing)).toBe(false);
  });
});

describe('one field', () => {
  test.each<[string, Partial<FormField>, unknown, string[]]>([
    ['white space is no answer', {}, '  ', ['f required']],
    ['what is not required may be left out', { required: false }, undefined, []],
    ['the longest text fits', { maxLength: 3 }, '一二三', []],
    ['a character outside the basic plane counts once', { maxLength: 1 }, '𠮷', []],
    ['one character more does not', { maxLength: 3 }, '一二三四', ['f too_long']],
    ['a number is no text', {}, 7, ['f wrong_type']],
    ['the bounds of a number belong to it', { kind: 'number', min: 0, max: 10 }, 0, []],
    ['below the least', { kind: 'number', min: 0 }, -0.5, ['f too_small']],
    ['above the most', { kind: 'number', max: 10 }, 10.01, ['f too_big']],
    ['a text is no number', { kind: 'number' }, '10', ['f wrong_type']],
    ['a day exists', { kind: 'date' }, '2018-02-29', ['f wrong_format']],
    ['a choice is one of the options', { kind: 'choice', options: [{ key: 'a', name }] }, 'b', ['f not_an_option']],
    ['a commitment that is not made', { kind: 'commitment' }, false, ['f must_accept']],
    ['a commitment is not a word', { kind: 'commitment' }, 'yes', ['f wrong_type']],
    ['a file is named by its hash', { kind: 'file' }, 'seal.pdf', ['f wrong_format']],
    ['a file that is', { kind: 'file' }, 'a'.repeat(64), []],
  ])('%s', (_, field, value, expected) => {
    expect(faults(field, value)).toEqual(expected);
  });

  test('all three yardsticks must be answered (000 §5.2)', () => {
    const yardsticks = { kind: 'tags', tags: 'yardsticks', allTags: true } as const;
    expect(faults(yardsticks, ['world', 'central', 'national'])).toEqual([]);
    expect(checkForm(formOf(yardsticks), frame, { f: ['central'] })).toEqual([{ field: 'f', code: 'all_required', params: { missing: 'national, world' } }]);
  });

  test('tags are those of the frame, each once', () => {
    const capabilities = { kind: 'tags', tags: 'capabilities' } as const;
    expect(faults(capabilities, ['reach'])).toEqual([]);
    expect(faults(capabilities, ['reach', 'reach', 'journals'])).toEqual(['f.2 not_an_option', 'f.1 repeated']);
    expect(faults(capabilities, [])).toEqual(['f required']);
  });
});

describe('a table', () => {
  const table: Partial<FormField> = {
    kind: 'table', minRows: 1, maxRows: 2,
    columns: [{ key: 'kpi', name, kind: 'text', required: true, maxLength: 5 }, { key: 'target', name, kind: 'number' }, { key: 'by', name, kind: 'date' }],
  };
  test.each<[string, unknown, string[]]>([
    ['rows are checked column by column', [{ kpi: '会员数', target: 3, by: '2020-12-31' }], []],
    ['a missing cell is named by row and column', [{ kpi: '会员数' }, { target: 1 }], ['f.1.kpi required']],
    ['too many rows', [{ kpi: 'a' }, { kpi: 'b' }, { kpi: 'c' }], ['f too_long']],
    ['a row is not a list', [[1]], ['f.0 wrong_type']],
    ['an unknown column is refused', [{ kpi: 'a', colour: 1 }], ['f.0.colour unknown_field']],
    ['cells have their kind and length', [{ kpi: '一二三四五六', target: 'x', by: 'soon' }], ['f.0.kpi too_long', 'f.0.target wrong_type', 'f.0.by wrong_format']],
    ['a table is a list', { 0: {} }, ['f wrong_type']],
  ])('%s', (_, value, expected) => {
    expect(faults(table, value)).toEqual(expected);
  });

  test('with too few rows says how many it needs', () => {
    expect(checkForm(formOf({ ...table, minRows: 2 }), frame, { f: [{ kpi: 'a' }] })).toEqual([{ field: 'f', code: 'too_short', params: { least: 2 } }]);
  });
});

describe('申报须经理事会（常务理事会）研究同意 (003 §4.1)', () => {
  const clause = { document: '003', clause: '§4.1' };
  const form = formOf({ kind: 'date', notAfterHandIn: true, clause });
  test.each([
    ['on the day of the application', '2019-03-20', []],
    ['the day before', '2019-03-19', []],
    ['the day after the application', '2019-03-21', [{ field: 'f', code: 'too_late', params: { latest: '2019-03-20' }, rule: clause }]],
    ['on no day', undefined, [{ field: 'f', code: 'required', rule: clause }]],
  ])('the council decided %s', (_, day, faults) => {
    expect(checkForm(form, frame, day === undefined ? {} : { f: day }, undefined, '2019-03-20')).toEqual(faults);
  });
});

describe('a column that is the product of two others (001 §5.3)', () => {
  const columns: FormField['columns'] = [
    { key: 'price', name, kind: 'number' }, { key: 'quantity', name, kind: 'number' }, { key: 'amount', name, kind: 'number', productOf: ['price', 'quantity'] },
  ];
  test.each<[string, Record<string, unknown>, string[]]>([
    ['equal', { price: 1200, quantity: 4, amount: 4800 }, []],
    ['fractions of a yuan are not lost in floating point', { price: 0.1, quantity: 3, amount: 0.3 }, []],
    ['a thousandth off', { price: 0.1, quantity: 3, amount: 0.301 }, ['f.0.amount not_the_product']],
    ['a yuan off', { price: 1200, quantity: 4, amount: 4801 }, ['f.0.amount not_the_product']],
    ['a factor is missing: nothing to multiply', { price: 1200, amount: 4801 }, []],
    ['the amount is missing', { price: 1200, quantity: 4 }, []],
    ['a factor is no number: told as such', { price: '12', quantity: 4, amount: 48 }, ['f.0.price wrong_type']],
  ])('%s', (_, row, expected) => {
    expect(faults({ kind: 'table', columns }, [row])).toEqual(expected);
  });

  test('says what it comes to', () => {
    expect(checkForm(formOf({ kind: 'table', columns }), frame, { f: [{ price: 3, quantity: 2, amount: 5 }] })).toEqual([{ field: 'f.0.amount', code: 'not_the_product', params: { computed: 6, stated: 5 } }]);
  });
});
