import { Link } from '@tanstack/react-router';
import { Page } from '../parts/page.js';
import { say } from '../words/say.js';

export function NotFound() {
  return <Page title={say('notFound.title')}><p>{say('notFound.text')}</p><p><Link to="/">{say('notFound.home')}</Link></p></Page>;
}
