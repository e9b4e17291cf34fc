import type { Child } from 'hono/jsx';
import type { Account, Repository } from '../model/records.ts';
import { fullName } from '../model/records.ts';

/** The frame of every page. */
export function Layout({ title, children }: { title: string; children: Child }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/_assets/style.css" />
        <link rel="icon" href="/_avatar/playground" />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to content
        </a>
        <header class="bar">
          <div class="inner">
            <a href="/">Playground</a>
            <span class="note">a local stand-in for GitHub</span>
            <a class="aside" href="/_deliveries">
              Webhook deliveries
            </a>
          </div>
        </header>
        <main id="content">
          <div class="inner">{children}</div>
        </main>
      </body>
    </html>
  );
}

/** The way back up. */
export function Crumbs({ repository }: { repository: Repository }) {
  return (
    <nav class="crumbs" aria-label="Repository">
      <a href={`/${fullName(repository)}`}>{fullName(repository)}</a>
    </nav>
  );
}

export function Avatar({ user, small }: { user: Account; small?: boolean }) {
  const source = `/_avatar/${encodeURIComponent(user.login)}`;
  return <img class={small ? 'avatar small' : 'avatar'} src={source} alt="" />;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment, in UTC, readable. */
export function Time({ at }: { at: string }) {
  const month = MONTHS[Number(at.slice(5, 7)) - 1];
  return (
    <time dateTime={at}>
      {Number(at.slice(8, 10))} {month} {at.slice(0, 4)}, {at.slice(11, 16)} UTC
    </time>
  );
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A picture for an account: its first letter on a colour of its own. */
export function avatarSvg(login: string): string {
  const sum = [...login].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7);
  const letter = /[a-z0-9]/i.exec(login)?.[0]?.toUpperCase() ?? '?';
  const hue = Math.abs(sum) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 45% 42%)"/><text x="20" y="27" text-anchor="middle" font-family="sans-serif" font-size="20" font-weight="600" fill="#fff">${letter}</text></svg>`;
}
