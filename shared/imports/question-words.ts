type Details = Record<string, string | number>

/** Details of a question as a person reads them: any of the columns that would do is named. @param wordOf the words of a key, in his language */
export function questionDetails(details: Details, wordOf: (key: string) => string): Details {
  const { fields } = details
  return fields === undefined ? details : { ...details, field: String(fields).split(' ').map((field) => `«\u00a0${wordOf(`imports.field.${field}`)}\u00a0»`).join(` ${wordOf('imports.question.or')} `) }
}
