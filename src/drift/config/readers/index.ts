import type { SettingReader } from '../setting-read.ts';
import { anywayConfig } from './anyway-config.ts';
import { clap } from './clap.ts';
import { clickPrefix } from './click-prefix.ts';
import { commandLine } from './command-line.ts';
import { convict } from './convict.ts';
import { dotnetConfiguration } from './dotnet-configuration.ts';
import { dotnetOptions } from './dotnet-options.ts';
import { dynaconf } from './dynaconf.ts';
import { effectConfig } from './effect-config.ts';
import { environConfig } from './environ-config.ts';
import { environment } from './environment.ts';
import { environmentFunctions } from './environment-functions.ts';
import { expandedTexts } from './expanded-texts.ts';
import { goFlags } from './go-flags.ts';
import { goNamedStructs } from './go-named-structs.ts';
import { goTags } from './go-tags.ts';
import { javascriptCalls } from './javascript-calls.ts';
import { javascriptDecorators } from './javascript-decorators.ts';
import { javascriptEnvironment } from './javascript-environment.ts';
import { javascriptOptions } from './javascript-options.ts';
import { javascriptSchema } from './javascript-schema.ts';
import { jvmProperties } from './jvm-properties.ts';
import { koanf } from './koanf.ts';
import { kong } from './kong.ts';
import { nconf } from './nconf.ts';
import { nuxt } from './nuxt.ts';
import { phpLibraries } from './php-libraries.ts';
import { picocli } from './picocli.ts';
import { pydantic } from './pydantic.ts';
import { pythonLibraries } from './python-libraries.ts';
import { rubyLibraries } from './ruby-libraries.ts';
import { rustEnvconfig } from './rust-envconfig.ts';
import { rustStructs } from './rust-structs.ts';
import { shellScripts } from './shell.ts';
import { springValues } from './spring-values.ts';
import { sveltekit } from './sveltekit.ts';
import { viper } from './viper.ts';

/** All ways to read settings that are known. A new one is a file beside this and a line here. */
export const settingReaders: readonly SettingReader[] = [
  environment,
  environmentFunctions,
  javascriptEnvironment,
  javascriptCalls,
  javascriptDecorators,
  javascriptOptions,
  javascriptSchema,
  convict,
  effectConfig,
  sveltekit,
  nconf,
  nuxt,
  shellScripts,
  pydantic,
  pythonLibraries,
  environConfig,
  dynaconf,
  springValues,
  jvmProperties,
  goTags,
  goNamedStructs,
  viper,
  koanf,
  kong,
  goFlags,
  expandedTexts,
  clap,
  rustEnvconfig,
  rustStructs,
  commandLine,
  clickPrefix,
  picocli,
  dotnetConfiguration,
  dotnetOptions,
  phpLibraries,
  anywayConfig,
  rubyLibraries,
];
