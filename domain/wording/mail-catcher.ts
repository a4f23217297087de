/** The page of the local mail catcher, which shows what would have been sent. */
export interface MailCatcherWording {
  title: string;
  explanation: string;
  none: string;
  received: string;
  from: string;
  to: string;
  subject: string;
  noSubject: string;
  back: string;
  raw: string;
  attachments: string;
  notFound: string;
  otherLanguage: string;
}

export const MAIL_CATCHER: Record<'zh' | 'en', MailCatcherWording> = {
  zh: {
    title: '本机收件箱',
    explanation: '系统在本机发出的邮件都留在这里，不会寄给任何人。',
    none: '还没有邮件。',
    received: '时间（北京）',
    from: '发件人',
    to: '收件人',
    subject: '主题',
    noSubject: '（无主题）',
    back: '返回列表',
    raw: '原始邮件',
    attachments: '附件',
    notFound: '没有这封邮件。',
    otherLanguage: 'English',
  },
  en: {
    title: 'Local mail',
    explanation: 'Whatever the system sends on this machine stays here; nobody receives it.',
    none: 'No mail yet.',
    received: 'Time (Beijing)',
    from: 'From',
    to: 'To',
    subject: 'Subject',
    noSubject: '(no subject)',
    back: 'Back to the list',
    raw: 'Raw message',
    attachments: 'Attachments',
    notFound: 'There is no such message.',
    otherLanguage: '中文',
  },
};
