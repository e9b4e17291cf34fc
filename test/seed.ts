/**
 * Properties are tried on the same examples in each run, so that a run says whether a change is at fault.
 * `HOLDFAST_SEED=random npm test` tries others, to find what nobody has thought of; a failure names its seed.
 */
import fc from 'fast-check';

const wanted = process.env['HOLDFAST_SEED'] ?? '20261121';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
