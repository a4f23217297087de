import { MAIL_CATCHER, type MailCatcherWording } from '../../domain/wording/mail-catcher.js';
import type { CaughtMail } from './store.js';

export type Language = 'zh' | 'en';

export function listPage(mails: CaughtMail[], language: Language): string {
  const wording = MAIL_CATCHER[language];
  const rows = mails.map(
    (mail) => `<tr><td>${beijing(mail.receivedAt)}</td><td>${escape(mail.to.join(', '))}</td>
      <td><a href="/messages/${mail.id}?lang=${language}">${escape(mail.subject || wording.noSubject)}</a></td></tr>`,
  );
  const head = `<tr><th>${wording.received}</th><th>${wording.to}</th><th>${wording.subject}</th></tr>`;
  const table = rows.length === 0 ? `<p>${wording.none}</p>` : `<table><thead>${head}</thead><tbody>${rows.join('\n')}</tbody></table>`;
  return page(language, wording.title, `<p>${wording.explanation}</p>${table}`, '/');
}

export function mailPage(mail: CaughtMail, language: Language): string {
  const wording = MAIL_CATCHER[language];
  const body = `
    <p><a href="/?lang=${language}">${wording.back}</a> · <a href="/messages/${mail.id}.eml">${wording.raw}</a></p>
    <dl>${term(wording.received, beijing(mail.receivedAt))}${term(wording.from, mail.from)}${term(wording.to, mail.to.join(', '))}${attachments(mail, wording)}</dl>
    ${mail.text ? `<pre>${escape(mail.text)}</pre>` : ''}
    ${mail.html ? `<iframe sandbox title="HTML" srcdoc="${escape(mail.html)}"></iframe>` : ''}`;
  return page(language, mail.subject || wording.noSubject, body, `/messages/${mail.id}`);
}

export function notFoundPage(language: Language): string {
  return page(language, MAIL_CATCHER[language].notFound, `<p><a href="/?lang=${language}">${MAIL_CATCHER[language].back}</a></p>`, '/');
}

function page(language: Language, title: string, body: string, here: string): string {
  const other: Language = language === 'zh' ? 'en' : 'zh';
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>
body { font: 16px/1.6 system-ui, "Noto Sans SC", sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; color: #1f1f1f; background: #fff; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }
pre { white-space: pre-wrap; background: #f6f6f6; padding: 1rem; } dt { font-weight: bold; } dd { margin: 0 0 .4rem; } iframe { width: 100%; height: 30rem; border: 1px solid #ddd; }
</style></head>
<body><p><a href="${here}?lang=${other}" lang="${other}">${MAIL_CATCHER[language].otherLanguage}</a></p><h1>${escape(title)}</h1>${body}</body></html>`;
}

function term(name: string, value: string): string {
  return `<dt>${name}</dt><dd>${escape(value)}</dd>`;
}

function attachments(mail: CaughtMail, wording: MailCatcherWording): string {
  if (mail.attachments.length === 0) return '';
  return term(wording.attachments, mail.attachments.map((part) => `${part.name} (${part.size})`).join(', '));
}

/** `YYYY-MM-DD HH:mm:ss` in Beijing. */
function beijing(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
