import type { Messages } from '../fr.ts'

export const contractErrors: Messages['errors']['contracts'] = {
  invalid: 'The solution was not saved (@:{fieldKey}): @:{reasonKey}. Correct this field, then try again.',
  'code-taken': 'The solution code “{code}” is already in use. Nothing was saved: choose another code.',
  'foreign-asset': 'The asset “{identifier}” does not belong to this solution’s customer. Nothing was saved: remove it from the module, or choose the customer it belongs to.',
  'foreign-meter': 'The rule “{rule}” names a meter of an asset its module does not cover. Nothing was saved: add this asset to the module, or remove the meter from the rule.',
  'in-use': 'Readings were requested for the solution “{code}”: it cannot be deleted. Set its status to “Closed” instead.',
}
