import type { Access, Binding, FileFacts } from '../../code/facts.ts';
import type { SourceFile } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** Variables that the shell itself sets. */
const OF_SHELL =
  /^(?:BASH\w*|FUNCNAME|LINENO|RANDOM|SRANDOM|SECONDS|OPTARG|OPTIND|OPTERR|PIPESTATUS|REPLY|IFS|PPID|UID|EUID|GROUPS|OSTYPE|HOSTTYPE|MACHTYPE|SHLVL|PWD|OLDPWD|COMP\w*|MAPFILE|DIRSTACK|EPOCH\w+|ZSH_\w+|_)$/;
/** What `. /etc/os-release` brings (os-release(5)). */
const OF_RELEASE =
  /^(?:ID|ID_LIKE|NAME|VERSION|VERSION_ID|VERSION_CODENAME|PRETTY_NAME|UBUNTU_CODENAME|VARIANT_ID|DISTRIB_\w+)$/;
/** Arguments that a build has without `ARG` (Dockerfile reference, "Automatic platform ARGs"). */
const OF_BUILD = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;

/** `$X`, `${X:-d}` and `${X:?}` of scripts and Dockerfiles, where nothing there sets X itself. */
export const shellScripts: SettingReader = {
  id: 'shell',
  languages: ['shell', 'dockerfile'],
  // A file without an ending may be written in another language.
  mark: /^(?!#!.*\b(?:python|node|ruby|perl|php|deno|bun)[\d.]*\b)[\s\S]*(?:\$\{?[A-Z]|\bfile_env\b|\$\{!|\bprintenv\b|\beval\b|\s-v\s)/,
  find(code) {
    const reads = new NamedReads(code, 'shell');
    const files = [...code.program.files()].filter(({ facts }) => isScript(facts));
    for (const file of files) {
      const others = setByOthers(file, files);
      for (const access of file.facts.accesses) {
        if (access.name?.kind !== 'text' || isOwn(access, file, others)) continue;
        reads.add(
          access.name,
          { file: file.path, scope: access.scope },
          {
            at: access.at,
            fallback: access.fallback,
            optional: access.tested === true,
          },
        );
      }
    }
    return reads.findings();
  },
};

function isScript({ language }: FileFacts): boolean {
  return language === 'shell' || language === 'dockerfile';
}

/** Whether a name is the script's own: set before it is read, or one that the shell sets. */
function isOwn(access: Access, { facts }: SourceFile, others: ReadonlySet<string>): boolean {
  if (access.name?.kind !== 'text') return true;
  const { value: name } = access.name;
  if (!isUpperName(name) || name.length < 2 || OF_SHELL.test(name) || OF_BUILD.test(name))
    return true;
  if (others.has(name)) return true;
  const hasRelease = facts.imports.some(({ module }) => /^(?:os|lsb)-release$/.test(module));
  if (hasRelease && OF_RELEASE.test(name)) return true;
  if (access.object.kind === 'name' && access.object.name === '$+') return false;
  const { line, column } = access.at;
  // A function runs after what stands below it.
  const isInFunction = access.scope !== 0;
  return facts.bindings.some((binding) => {
    if (binding.name !== name) return false;
    const isSame = binding.line === line && binding.column < column;
    if (isSame && isFromItself(binding)) return false;
    return isInFunction || isSame || binding.line < line;
  });
}

/** `X=${X:-d}` takes what comes from outside. */
function isFromItself({ name, value }: Binding): boolean {
  return value?.kind === 'unknown' && new RegExp(`\\$\\{?${name}\\b`).test(value.text);
}

/** Names that scripts set which a script sources, or which source it. */
function setByOthers(file: SourceFile, files: readonly SourceFile[]): ReadonlySet<string> {
  const names = new Set<string>();
  const near = new Set<SourceFile>();
  const follow = (one: SourceFile): void => {
    for (const other of files) {
      if (
        other === one ||
        other === file ||
        near.has(other) ||
        !(sources(one, other) || sources(other, file))
      )
        continue;
      near.add(other);
      follow(other);
    }
  };
  follow(file);
  for (const other of near) {
    // One that is set from itself may come from outside all the same.
    for (const binding of other.facts.bindings) if (!isFromItself(binding)) names.add(binding.name);
  }
  return names;
}

function sources(one: SourceFile, other: SourceFile): boolean {
  const name = other.path.slice(other.path.lastIndexOf('/') + 1);
  return one.facts.imports.some(({ module }) => module === name);
}
