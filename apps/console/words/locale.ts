/** The language of this browser's pages: what was chosen, else the first that we speak, else Chinese. */
export type Locale = 'zh' | 'en';

const KEY = 'xuehui.locale';

export function locale(): Locale {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

export function chooseLocale(next: Locale): void {
  localStorage.setItem(KEY, next);
  window.location.reload();
}

export const bilingual = (text: { zh: string; en: string }): string => text[locale()];
