/** Thrown where a text leaves the common forms of YAML: it is then read by `yaml`'s own, slower parser. */
export class RareYaml extends Error {
  constructor(readonly offset: number) {
    super(`not a common form of YAML at offset ${offset}`);
  }
}
