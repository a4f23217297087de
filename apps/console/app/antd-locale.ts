/** The component library's own texts, in the language of the page. */
import type { ConfigProviderProps } from 'antd';
import en from 'antd/es/locale/en_US.js';
import zh from 'antd/es/locale/zh_CN.js';
import { locale } from '../words/locale.js';

export const antdLocale = (): ConfigProviderProps['locale'] => (locale() === 'zh' ? zh : en) as unknown as ConfigProviderProps['locale'];
