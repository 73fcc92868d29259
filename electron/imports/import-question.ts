import type { ImportQuestion } from '../../shared/imports/import-contract.ts'

/** Something that only shows once the file has been compared with the dossier. */
export class OpenQuestion extends Error {
  readonly question: ImportQuestion

  constructor(question: ImportQuestion) {
    super(question.code)
    this.question = question
  }
}
