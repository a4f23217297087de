// docs/mutations.md: what was tried, what was noticed, and what was not.

export function report(rows, most) {
  const sum = (key) => rows.reduce((total, { counts }) => total + counts[key], 0);
  const cell = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  const cut = (text) => (text.length > 90 ? `${text.slice(0, 90)}…` : text);
  return `# Mutations: does a test notice when a rule is broken?

\`npm run mutate -- --keep\` writes this page; \`npm run mutate -- "003 §5"\` tries the clauses of one part, \`--most N\` sets how many changes of a clause are tried (here ${most}, spread
evenly over all that are possible). A change is one of: a number or a date moved by one, a comparison turned or loosened, a condition left out or always true, a rule, field or case removed,
a switch flipped; in the code under \`domain/\` that docs/sources.md names for the clause (where it cites the clause, if it does), and in the programme's settings at the named path.
Run are the tests under \`test/domain\` that docs/sources.md names. "By another" means: not by the named test, but by another one of the same file.

**${sum('tried')} tried, ${sum('named') + sum('other')} caught (${sum('named')} by the named test, ${sum('other')} by another), ${sum('survived')} survived.**

| clause | what it says | possible | tried | by the named test | by another | survived |
|---|---|---|---|---|---|---|
${rows.map(({ label, says, counts }) => `| ${label} | ${cell(cut(says))} | ${counts.possible} | ${counts.tried} | ${counts.named} | ${counts.other} | ${counts.survived} |`).join('\n')}

## Survivors
${sum('survived') === 0 ? 'None.' : rows.flatMap(({ label, survivors }) => survivors.map((one) => `- ${label}: \`${one.at}\`: \`${cell(cut(one.before))}\` → \`${one.after === '' ? '(removed)' : cell(cut(one.after))}\``)).join('\n')}
`;
}
