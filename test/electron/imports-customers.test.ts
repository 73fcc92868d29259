import { expect, it } from 'vitest'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'

const csv = (...lines: string[]): string => writeFile('clients.csv', lines.join('\r\n'))
const debtors = (office: ImportOffice): Promise<unknown[]> => office.rows('SELECT code, debtor_profile AS profile, profile_confirmed AS confirmed, language FROM organisation ORDER BY code')

it('a list with a profile column says what each customer is: confirmed, and claimed from by the law of that profile; a blank one is confirmed by nobody', withImportOffice(async (office) => {
  await office.apply(csv('Code client;Nom;Type de client', 'C1;Dupont;Particulier', 'C2;Garage Müller;Entreprise', 'C3;Mairie de Lyon;Organisme public', 'C4;Martin;'))
  expect(await debtors(office)).toMatchObject([{ profile: 'consumer', confirmed: 1 }, { profile: 'company', confirmed: 1 }, { profile: 'public-body', confirmed: 1 }, { profile: 'company', confirmed: 0 }])
}))

it('a list with a language column gives letters their language, however it is written; blank cells change nothing', withImportOffice(async (office) => {
  await office.apply(csv('Code client;Nom;Langue', 'C1;Smith;English', 'C2;Dupont;FR', 'C3;Jones;en-GB', 'C4;Martin;', 'C5;O’Neill;anglais'))
  expect((await debtors(office)).map((row) => (row as { language: string }).language)).toEqual(['en', 'fr', 'en', 'fr', 'en'])
  await office.apply(csv('Code client;Nom;Langue', 'C1;Smith;', 'C2;Dupont;en'))
  expect((await debtors(office)).map((row) => (row as { language: string }).language)).toEqual(['en', 'en', 'en', 'fr', 'en'])
}))

it('what a list says of a customer and nobody understands is told with its line, never dropped in silence', withImportOffice(async (office) => {
  const { warnings } = await office.apply(csv('Code client;Nom;Langue;Profil;Conditions de paiement', 'C1;Smith;klingon;extraterrestre;45 lunes', 'C2;Dupont;fr;particulier;30 jours', 'C3;Martin;;;Virement'))
  expect(warnings.map(({ code, line, details }) => [code, line, details])).toEqual([
    ['not-understood', 2, { fieldKey: 'imports.field.paymentTerm', value: '45 lunes' }], ['not-understood', 2, { fieldKey: 'imports.field.debtorProfile', value: 'extraterrestre' }],
    ['not-understood', 2, { fieldKey: 'imports.field.language', value: 'klingon' }],
  ])
}))

const mails = (office: ImportOffice): Promise<unknown[]> => office.rows('SELECT email1, email2 FROM organisation ORDER BY code')

it('an e-mail address that cannot be written to is told with its line and value, and never taken over as one to write to', withImportOffice(async (office) => {
  const { warnings } = await office.apply(csv('Code client;Nom;E-mail', 'C1;Dupont;jean,dupont@free.fr', 'C2;Smith;x@y', 'C3;Martin;pas d’adresse', 'C4;Durand;durand@free.fr', 'C5;Éloi;éloi@free.fr', 'C6;Petit;'))
  expect(warnings.map(({ code, line, details }) => [code, line, details])).toEqual([
    ['email-invalid', 2, { value: 'jean,dupont@free.fr' }], ['email-invalid', 3, { value: 'x@y' }], ['email-invalid', 4, { value: 'pas d’adresse' }], ['email-not-written-to', 6, { value: 'éloi@free.fr' }],
  ])
  // the form keeps an address with accented letters too
  expect(await mails(office)).toEqual(['', '', '', 'durand@free.fr', 'éloi@free.fr', ''].map((email1) => ({ email1, email2: '' })))
}))

it('a fax that is none is told with its line and left out: the sheet can still be saved', withImportOffice(async (office) => {
  const list = 'Code client;Nom;Fax'
  await office.apply(csv(list, 'C1;Dupont;04 72 00 00 00', 'C2;Smith;#0472000001'))
  const { warnings } = await office.apply(csv(list, 'C1;Dupont;voir standard', 'C2;Smith;', 'C3;Martin;néant', 'C4;Durand;0472000000/0472000001'))
  expect(warnings.map(({ code, line, details }) => [code, line, details])).toEqual([['fax-invalid', 2, { value: 'voir standard' }], ['fax-invalid', 4, { value: 'néant' }], ['fax-invalid', 5, { value: '0472000000/0472000001' }]])
  expect(await office.rows('SELECT fax FROM organisation ORDER BY code')).toEqual(['04 72 00 00 00', '#0472000001', '', ''].map((fax) => ({ fax })))
}))

it('of several e-mail addresses in one cell the first two are taken when all are valid; a wrong or blank cell erases none', withImportOffice(async (office) => {
  const { warnings } = await office.apply(csv('Code client;Nom;E-mail', 'C1;Smith;john@smith.uk, jo@smith.uk', 'C2;Jones;a@jones.uk b@jones.uk c@jones.uk', 'C3;Brown;a@brown.uk, b@brown', 'C4;Green;a@green.uk,a@green.uk'))
  expect(warnings.map(({ code, line, details }) => [code, line, details])).toEqual([
    ['email-more-than-two', 3, { value: 'a@jones.uk b@jones.uk c@jones.uk' }], ['email-invalid', 4, { value: 'a@brown.uk, b@brown' }],
  ])
  const taken = [{ email1: 'john@smith.uk', email2: 'jo@smith.uk' }, { email1: 'a@jones.uk', email2: 'b@jones.uk' }, { email1: '', email2: '' }, { email1: 'a@green.uk', email2: '' }]
  expect(await mails(office)).toEqual(taken)
  await office.apply(csv('Code client;Nom;E-mail;Téléphone', 'C1;Smith;none;1', 'C2;Jones;;2', 'C4;Green;new@green.uk;3'))
  expect(await mails(office)).toEqual([taken[0], taken[1], taken[2], { email1: 'new@green.uk', email2: '' }])
}))
