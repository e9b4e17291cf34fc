import { isObject, type JsonValue, type NodePath } from '../../../document/document.ts';
import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { isForeignImage } from '../known-names.ts';
import { isConventionalName, isUpperName } from '../setting-name.ts';
import { compose } from './compose.ts';
import { envEntries } from './env-block.ts';
import { platform } from './platform.ts';
import { type YamlPart, yamlParts } from './yaml-document.ts';

const MAX_DEPTH = 40;

/**
 * Kubernetes manifests, kustomizations and values of Helm charts: `env` lists wherever they stand, the data of
 * ConfigMaps and Secrets. Templates are not YAML; see `helm-template`.
 */
export const kubernetes: DocumentFormat = {
  id: 'kubernetes',
  matches: (path) =>
    /\.ya?ml$/i.test(path) &&
    !/(?:^|\/)\.github\//.test(path) &&
    !/(?:^|\/)templates\//.test(path) &&
    !/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i.test(path) &&
    !/(?:^|\/)render\.ya?ml$/.test(path),
  read(file, text) {
    if (COMPOSE.test(text) && /^\s+(?:image|build):/m.test(text)) return compose.read(file, text);
    if (APP_SPEC.test(text) && /^\s+(?:- )?envs:\s*$/m.test(text)) return platform.read(file, text);
    if (TEMPLATE.test(text)) return platform.read(file, text);
    if (!(MARK.test(text) || VALUES.test(file)) || /\{\{-?\s/.test(text.replace(/\$\{\{/g, '')))
      return NOTHING;
    const { parts, problems } = yamlParts(file, text);
    const environment = overlayOf(file);
    const documented = parts.flatMap((part) => entriesOf(part, file, environment));
    // Any YAML may have such a word in it; what is none of these need not be readable.
    const isKnown =
      /^(?:kind|apiVersion):/m.test(text) || VALUES.test(file) || isKustomization(file);
    return { documented, uses: [], problems: isKnown ? problems : [] };
  },
};

/** Values of a chart: `values.yaml`, and what stands in the chart's folder beside its templates. */
const VALUES =
  /(?:^|\/)values[\w.-]*\.ya?ml$|(?:^|\/)(?:charts?|helm)\/(?!(?:.*\/)?(?:templates|crds)\/)(?:.*\/)?(?!Chart|requirements)[\w.-]+\.ya?ml$/;
/** A template of CloudFormation, with SAM's or without. */
const TEMPLATE = /^(?:AWSTemplateFormatVersion|Transform):/m;
/** A compose file of any name. */
const COMPOSE = /^services:\s*$/m;
/** A specification of DigitalOcean's App Platform of any name. */
const APP_SPEC = /^(?:services|workers|jobs|static_sites):\s*$/m;
const NOTHING = { documented: [], uses: [], problems: [] };
/** What stands in a text that has something to say here. */
const MARK =
  /^\s*(?:- )?(?:patch|env|extraEnv\w*|envVars?|environment|environmentVariables|configMapGenerator|secretGenerator):|^kind:\s*['"]?(?:ConfigMap|Secret|SealedSecret|ExternalSecret)\b/im;
const LIST =
  /^(?:env|extraEnv|extraEnvs|extraEnvVars|envVars?|environment|environmentVariables|variables)$/;

/** Maps of a manifest whose keys are others' words. */
const OF_META = /^(?:\w*[aA]nnotations|\w*[lL]abels|nodeSelector|tolerations|affinity)$/;

/** `production` of `overlays/production/…` and of `values-production.yaml`. */
function overlayOf(file: string): string | null {
  const overlay = /(?:^|\/)(?:overlays|environments|envs?)\/([\w-]+)\//.exec(file);
  if (overlay !== null) return overlay[1] ?? null;
  return /(?:^|\/)values[._-]([\w-]+)\.ya?ml$/.exec(file)?.[1] ?? null;
}

function entriesOf(
  part: YamlPart,
  file: string,
  environment: string | null,
): readonly Documented[] {
  const found: Documented[] = [];
  const { value } = part.document;
  const isManifest = isObject(value) && typeof value.kind === 'string' && 'apiVersion' in value;
  const isValues = VALUES.test(file);
  const isPatched = isKustomization(file);
  const take = (
    path: NodePath,
    block: JsonValue | undefined,
    used: boolean,
    onlyUpper: boolean,
    container: string | null = null,
  ) => {
    for (const entry of envEntries(part, path, block)) {
      if (onlyUpper && !isUpperName(entry.name)) continue;
      const block = container ?? `${file} ${part.offset} ${path.join('/')}`;
      found.push(documentedAs({ ...entry, file, kind: 'supply', used, environment, block }));
    }
  };
  if (isObject(value) && /^(?:ConfigMap|Secret|SealedSecret)$/.test(String(value.kind ?? ''))) {
    // Keys in other forms are names of files.
    for (const key of ['data', 'stringData']) take([key], value[key], false, true);
    const sealed = isObject(value.spec) ? value.spec.encryptedData : undefined;
    take(['spec', 'encryptedData'], sealed, false, true);
    return found;
  }
  // An operator makes a Secret of it: `secretKey: NAME` beside where the value is.
  const isExternal = isObject(value) && value.kind === 'ExternalSecret';
  const visit = (node: JsonValue | undefined, path: NodePath, used: boolean): void => {
    if (path.length > MAX_DEPTH) return;
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) visit(item, [...path, index], used);
    } else if (isObject(node)) {
      const foreign = used || isForeign(node.image);
      // A patch of JSON (RFC 6902, 4.1): `path: /spec/…/env/-`.
      if (isPatched && typeof node.path === 'string' && /\/env(?:\/|$)/.test(node.path)) {
        take([...path, 'value'], node.value, foreign, false);
        return;
      }
      if (isExternal && typeof node.secretKey === 'string' && isUpperName(node.secretKey)) {
        const { line, column } = part.document.locate([...path, 'secretKey']);
        const at = { line: line + part.offset, column };
        const block = `${file} ${part.offset}`;
        found.push(documentedAs({ name: node.secretKey, ...at, file, kind: 'supply', block }));
        return;
      }
      const keys = Object.keys(node);
      // Charts put maps of variables into manifests under any name.
      if (isValues && path.length > 0 && keys.length > 0 && keys.every(isConventionalName)) {
        take(path, node, foreign, true);
        return;
      }
      for (const [key, inner] of Object.entries(node)) {
        if (OF_META.test(key)) continue;
        if (isPatched && typeof inner === 'string' && /\n/.test(inner)) {
          const offset = part.document.locate([...path, key]).line + part.offset;
          const { parts } = yamlParts(file, inner);
          for (const one of parts) {
            const own = { ...one, offset: one.offset + offset };
            found.push(...entriesOf(own, file, environment));
          }
          continue;
        }
        // `extraEnv: |` of a chart, which its templates fill in.
        if (isValues && LIST.test(key) && typeof inner === 'string' && /\n/.test(inner)) {
          const offset = part.document.locate([...path, key]).line + part.offset;
          for (const one of yamlParts(file, inner).parts)
            for (const entry of envEntries(one, [], one.document.value))
              found.push(
                documentedAs({
                  ...entry,
                  line: entry.line + offset,
                  file,
                  kind: 'supply',
                  used: foreign,
                  environment,
                }),
              );
          continue;
        }
        const isBlock = LIST.test(key) && (Array.isArray(inner) || isObject(inner));
        if (isBlock && (isManifest || isValues || Array.isArray(inner))) {
          take([...path, key], inner, foreign, !Array.isArray(inner), containerOf(node, path));
          // `env: { open: { A: 1 }, secret: { B: 2 } }` of a chart.
          if (isValues && isObject(inner))
            for (const [part, more] of Object.entries(inner))
              if (isObject(more)) visit(more, [...path, key, part], foreign);
        } else if (key === 'literals' && Array.isArray(inner))
          take([...path, key], inner, foreign, true);
        else visit(inner, [...path, key], foreign);
      }
    }
  };
  if (isManifest || isValues || isPatched || isObject(value)) visit(value, [], false);
  return isManifest || isValues || isPatched ? found : [];
}

/** A container by its name, which overlays give to patch it. */
function containerOf(node: JsonValue, path: NodePath): string | null {
  const isOne = /^(?:containers|initContainers)$/.test(String(path.at(-2) ?? ''));
  return isOne && isObject(node) && typeof node.name === 'string' ? `container ${node.name}` : null;
}

function isKustomization(file: string): boolean {
  return /(?:^|\/)kustomization\.ya?ml$/.test(file);
}

function isForeign(image: JsonValue | undefined): boolean {
  if (typeof image === 'string') return isForeignImage(image);
  return (
    isObject(image) && typeof image.repository === 'string' && isForeignImage(image.repository)
  );
}
