// Mutants of a rule's code: one small change each, at the places that a clause marks.
import ts from 'typescript';

/** `{ at, before, after, source }` for every mutant of the file that belongs to one of the clauses. `ran`: what the tests run of the file. */
export function codeMutants(file, source, clauses, ran) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const mutants = [];
  for (const statement of marked(tree, source, clauses, ran)) visit(statement, (node) => mutants.push(...changesOf(node, tree)));
  return mutants.map(({ from, to, after }) => {
    const { line } = tree.getLineAndCharacterOfPosition(from);
    return { file, at: `${file}:${line + 1}`, before: source.slice(from, to), after, source: source.slice(0, from) + after + source.slice(to) };
  });
}

/** Statements whose own comment, or a comment inside them, cites the clause; when none does, the functions that the named tests run. */
function marked(tree, source, clauses, ran) {
  const statements = tree.statements.filter((statement) => ts.isFunctionDeclaration(statement) || ts.isVariableStatement(statement) || ts.isClassDeclaration(statement));
  const cites = (text) => clauses.some((clause) => new RegExp(`${clause.replace(/[.§ ]/g, '\\$&')}(?![.\\d])`).test(text));
  // The comment at the head of a file is about all of it.
  const head = ts.getLeadingCommentRanges(source, 0)?.[0]?.end ?? 0;
  const own = statements.filter((statement) => cites(source.slice(Math.max(statement.getFullStart(), head), statement.end)));
  return own.length > 0 ? own : statements.filter((statement) => namesOf(statement).some((name) => ran.has(name)));
}

const namesOf = (statement) => (ts.isVariableStatement(statement) ? statement.declarationList.declarations.map((one) => one.name.getText()) : [statement.name?.text ?? '']);

function visit(node, found) {
  if (ts.isTypeNode(node) || ts.isThrowStatement(node) || ts.isInterfaceDeclaration(node)) return;
  found(node);
  node.forEachChild((child) => visit(child, found));
}

const FLIPPED = {
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='], [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'], [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'], [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='], [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.PlusToken]: ['-'], [ts.SyntaxKind.MinusToken]: ['+'], [ts.SyntaxKind.AsteriskToken]: ['/'], [ts.SyntaxKind.SlashToken]: ['*'],
};
const SWAPPED = { floor: 'ceil', ceil: 'floor', min: 'max', max: 'min', some: 'every', every: 'some' };

function changesOf(node, tree) {
  const whole = (after) => ({ from: node.getStart(tree), to: node.end, after });
  const part = (one, after) => ({ from: one.getStart(tree), to: one.end, after });
  if (ts.isBinaryExpression(node)) return binary(node, part, tree);
  if (ts.isNumericLiteral(node) && !isPrecision(node)) {
    const value = Number(node.text);
    return [whole(String(value + 1)), ...(value > 0 ? [whole(String(value - 1))] : [])];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken && !/\.ok$/.test(node.operand.getText(tree))) return [whole(node.operand.getText(tree))];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [whole('false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [whole('true')];
  // Whether a result is a refusal is no rule: what was refused is passed on.
  if ((ts.isIfStatement(node) || ts.isConditionalExpression(node)) && /\.ok$/.test((node.expression ?? node.condition).getText(tree))) return [];
  if (ts.isIfStatement(node)) return [part(node.expression, 'false')];
  if (ts.isConditionalExpression(node)) return [part(node.condition, 'true'), part(node.condition, 'false')];
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 1) return node.elements.map((element, n) => without(node, n, tree));
  if (ts.isPropertyAccessExpression(node) && SWAPPED[node.name.text] && ts.isCallExpression(node.parent)) return [part(node.name, SWAPPED[node.name.text])];
  return [];
}

function binary(node, part, tree) {
  const { kind } = node.operatorToken;
  // A missing condition: only the other one is left.
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken) {
    return [part(node, node.left.getText(tree)), part(node, node.right.getText(tree))];
  }
  if (kind === ts.SyntaxKind.PlusToken && [node.left, node.right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side))) return [];
  return (FLIPPED[kind] ?? []).map((after) => part(node.operatorToken, after));
}

/** One element fewer: a condition, a rule or a case that is no longer there. */
function without(node, n, tree) {
  const kept = node.elements.filter((_, index) => index !== n).map((element) => element.getText(tree));
  return { from: node.getStart(tree), to: node.end, after: `[${kept.join(', ')}]` };
}

/** Powers of ten for exact arithmetic: another power changes nothing that a rule says. */
const isPrecision = (node) => /^1(?:e\d+|0{3,}|(?:_?000)+)$/.test(node.getText());
