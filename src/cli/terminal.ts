import { styleText } from 'node:util';

/** How the command line shows things: which streams have a terminal, and whether colours are wanted. */
export interface Terminal {
  /** Colours for standard output. */
  readonly colour: boolean;
  /** Whether progress may be shown on standard error. */
  readonly interactive: boolean;
}

/** Reads the terminal's state. `NO_COLOR` (no-color.org: present and not empty) switches colours off, `FORCE_COLOR` on. */
export function readTerminal(): Terminal {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const refused = (NO_COLOR !== undefined && NO_COLOR !== '') || TERM === 'dumb';
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  return {
    colour: !refused && (forced || process.stdout.isTTY === true),
    interactive: process.stderr.isTTY === true,
  };
}

const QUIET_MS = 1_000;
const FRAME_MS = 120;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Runs `work`, showing on standard error what it is at once it has taken longer than a second.
 * `work` is given a function that names the present step.
 */
export async function withProgress<T>(
  terminal: Terminal,
  work: (step: (name: string) => void) => Promise<T>,
): Promise<T> {
  if (!terminal.interactive) return work(() => undefined);
  const started = Date.now();
  let step = 'Working';
  let frame = 0;
  let drawn = false;
  const draw = () => {
    const seconds = Math.floor((Date.now() - started) / 1_000);
    const spinner = FRAMES[frame++ % FRAMES.length] ?? '';
    process.stderr.write(
      `\r\u001b[K${styleText('cyan', spinner, { validateStream: false })} ${step} (${seconds} s)`,
    );
    drawn = true;
  };
  const timer = setInterval(() => {
    if (Date.now() - started >= QUIET_MS) draw();
  }, FRAME_MS);
  try {
    return await work((name) => {
      step = name;
      if (Date.now() - started >= QUIET_MS) draw();
    });
  } finally {
    clearInterval(timer);
    if (drawn) process.stderr.write('\r\u001b[K');
  }
}
