/** Thrown inside this folder where a text cannot be edited exactly; whoever applies edits turns it into a reason. */
export class CannotEdit extends Error {
  /** `message`: why, as one plain sentence. */
  constructor(message: string) {
    super(message);
    this.name = 'CannotEdit';
  }
}
