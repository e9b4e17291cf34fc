import MarkdownIt from 'markdown-it';

/**
 * GitHub's Markdown, as far as checks and comments use it: CommonMark, tables, strikethrough, task
 * lists, alerts, and a handful of HTML tags without attributes. Everything else of HTML is shown as text.
 */

const TAGS = 'details|summary|br|hr|b|i|em|strong|del|ins|sub|sup|kbd|code|pre|p|ul|ol|li|h[1-6]';
const HTML = new RegExp(
  `<!--[\\s\\S]*?(?:-->|$)|<(/?)(${TAGS})(\\s+open(?:="")?)?\\s*(/?)>|&(?:#\\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]*);|[<>&"]`,
  'gi',
);

const ESCAPES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
};

/** Keeps the tags that are harmless, drops comments, escapes the rest. */
function safeHtml(html: string): string {
  return html.replace(HTML, (match, close: string, tag: string | undefined, open?: string) => {
    if (match.startsWith('<!--')) return '';
    if (tag !== undefined) {
      return `<${close}${tag.toLowerCase()}${close === '' && open ? ' open' : ''}>`;
    }
    return ESCAPES[match] ?? match;
  });
}

const markdown = new MarkdownIt({ html: true, linkify: true, breaks: true });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
markdown.renderer.rules.html_block = (tokens, index) => safeHtml(tokens[index]?.content ?? '');
markdown.renderer.rules.html_inline = (tokens, index) => safeHtml(tokens[index]?.content ?? '');
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('rel', 'nofollow noopener');
  return self.renderToken(tokens, index, options);
};

const ALERTS = 'NOTE|TIP|IMPORTANT|WARNING|CAUTION';
const ALERT = new RegExp(`<blockquote>\\n<p>\\[!(${ALERTS})\\](?:<br>)?\\n?`, 'g');

/** Renders Markdown from anywhere as HTML that is safe to show. */
export function renderMarkdown(text: string): string {
  return markdown
    .render(text)
    .replace(/<li>(\n<p>)?\[([ xX])\] /g, (_, paragraph: string | undefined, mark: string) => {
      const checked = mark === ' ' ? '' : ' checked';
      return `<li class="task">${paragraph ?? ''}<input type="checkbox" disabled${checked} aria-label="task"> `;
    })
    .replace(ALERT, (_, kind: string) => {
      const name = kind.toLowerCase();
      const title = kind.slice(0, 1) + name.slice(1);
      return `<blockquote class="alert ${name}">\n<p class="alert-title">${title}</p><p>`;
    })
    .replaceAll('<table>', '<div class="table"><table>')
    .replaceAll('</table>', '</table></div>');
}
