import { Building2, CalendarCheck, ChartColumn, FileInput, FileText, FolderOpen, Gauge, Megaphone, Send, Settings, Users } from 'lucide-vue-next'
import type { Component } from 'vue'
import { createRouter, createWebHashHistory, type RouteRecordRaw, type Router } from 'vue-router'
import { STATEMENT_EXTENSIONS } from '../shared/bank/statement-files.ts'
import type { MessageKey } from './i18n/i18n.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** At the top of the screen */
    title: MessageKey
    /** Entry of the side bar; Alt+1…9, 0 follow the order of this file */
    bar?: { label: MessageKey; icon: Component }
    /** Where it stands below a hub of the side bar (HubScreen): the way to it as the menu names it, and what one does there */
    place?: { hub: 'services' | 'settings'; section: MessageKey; hint: MessageKey; /** When it is not its title */ label?: MessageKey }
    /** Extensions of the files it takes when they are dropped on the window: their paths then are its query `file`, with a new `drop` each time */
    drops?: readonly string[]
    /** While it is in front, files of these extensions go to that screen, whichever else could read them */
    dropsInFront?: { screen: string; extensions: readonly string[] }
    /** Works without a dossier */
    isAlwaysOpen?: boolean
  }
}

/** Lists of assets, meters and readings: to « Imports » they would be lists of customers. */
const PARK_LISTS = { screen: 'asset-import', extensions: ['csv', 'tsv', 'txt', 'xlsx', 'json'] }

/** Every screen. A new one is one line here; the order of the side bar is the order of the lines. */
const routes: RouteRecordRaw[] = [
  { path: '/', name: 'start', component: () => import('./dossiers/StartScreen.vue'), meta: { title: 'common.screen.start', isAlwaysOpen: true } },
  { path: '/reminders', name: 'reminders', component: () => import('./reminders/ReminderScreen.vue'), meta: { title: 'common.screen.remindersTitle', bar: { label: 'common.screen.reminders', icon: Megaphone } } },
  { path: '/today', name: 'today', component: () => import('./calls/TodayScreen.vue'), meta: { title: 'calls.today.title', bar: { label: 'calls.today.title', icon: CalendarCheck } } },
  { path: '/call-sessions/:id', name: 'call-session', component: () => import('./calls/SessionScreen.vue'), meta: { title: 'calls.session.title' } },
  { path: '/call-sessions/:id/report', name: 'call-report', component: () => import('./calls/ReportScreen.vue'), meta: { title: 'calls.report.screen' } },
  { path: '/phone-list', name: 'phone-list', component: () => import('./reminders/PhoneListScreen.vue'), meta: { title: 'common.screen.phoneList' } },
  { path: '/reminder-history', name: 'reminder-history', component: () => import('./reminders/RunHistoryScreen.vue'), meta: { title: 'common.screen.reminderHistory' } },
  { path: '/services', name: 'services', component: () => import('./HubScreen.vue'), meta: { title: 'hubs.servicesTitle', bar: { label: 'hubs.services', icon: Gauge } } },
  { path: '/customers', name: 'customers', component: () => import('./receivables/CustomersScreen.vue'), meta: { title: 'common.screen.customers', bar: { label: 'common.screen.customers', icon: Users } } },
  { path: '/customers/:id', name: 'customer', component: () => import('./receivables/CustomerScreen.vue'), meta: { title: 'common.screen.customer' } },
  { path: '/customers/:id/places', name: 'customer-places', component: () => import('./assets/CustomerPlacesScreen.vue'), meta: { title: 'assets.places.title' } },
  { path: '/assets', name: 'assets', component: () => import('./assets/AssetsScreen.vue'), meta: { title: 'assets.screen.title', place: { hub: 'services', section: 'hubs.section.park', hint: 'hubs.hint.assets' }, dropsInFront: PARK_LISTS } },
  { path: '/asset-import', name: 'asset-import', component: () => import('./assets/AssetImportScreen.vue'), meta: { title: 'assets.import.title', dropsInFront: PARK_LISTS } },
  { path: '/assets/:id', name: 'asset', component: () => import('./assets/AssetScreen.vue'), meta: { title: 'assets.screen.sheet' } },
  { path: '/items', name: 'items', component: () => import('./assets/ItemsScreen.vue'), meta: { title: 'assets.item.screen', place: { hub: 'services', section: 'hubs.section.items', hint: 'hubs.hint.items' } } },
  { path: '/items/:id', name: 'item', component: () => import('./assets/ItemScreen.vue'), meta: { title: 'assets.item.sheet' } },
  { path: '/customers/:id/account', name: 'account', component: () => import('./accounts/AccountScreen.vue'), meta: { title: 'accounts.screen.title' } },
  { path: '/statements', name: 'statements', component: () => import('./accounts/StatementsScreen.vue'), meta: { title: 'accounts.statement.title' } },
  { path: '/invoices', name: 'invoices', component: () => import('./receivables/InvoicesScreen.vue'), meta: { title: 'common.screen.invoices' } },
  { path: '/invoices/:id', name: 'invoice', component: () => import('./receivables/InvoiceScreen.vue'), meta: { title: 'common.screen.invoice' } },
  { path: '/outbox', name: 'outbox', component: () => import('./outbox/OutboxScreen.vue'), meta: { title: 'common.screen.outbox', bar: { label: 'common.screen.outbox', icon: Send } } },
  { path: '/documents', name: 'documents', component: () => import('./documents/DocumentsScreen.vue'), meta: { title: 'common.screen.documents', bar: { label: 'common.screen.documents', icon: FolderOpen } } },
  { path: '/dashboard', name: 'dashboard', component: () => import('./dashboard/DashboardScreen.vue'), meta: { title: 'dashboard.title', bar: { label: 'dashboard.bar', icon: ChartColumn } } },
  { path: '/dashboard/rows', name: 'dashboard-rows', component: () => import('./dashboard/FigureRowsScreen.vue'), meta: { title: 'dashboard.rows.title' } },
  { path: '/dashboard/customers', name: 'dashboard-customers', component: () => import('./dashboard/CustomerAgeingScreen.vue'), meta: { title: 'dashboard.ageing.title' } },
  { path: '/imports', name: 'imports', component: () => import('./imports/ImportScreen.vue'), meta: { title: 'common.screen.imports', bar: { label: 'common.screen.imports', icon: FileInput }, drops: ['txt', 'csv', 'tsv', 'xlsx'] } },
  { path: '/einvoices', name: 'einvoices', component: () => import('./einvoices/EinvoiceScreen.vue'), meta: { title: 'einvoices.title', drops: ['pdf', 'xml'] } },
  { path: '/bank', name: 'bank', component: () => import('./bank/BankScreen.vue'), meta: { title: 'bank.title', drops: STATEMENT_EXTENSIONS } },
  { path: '/billing-preparation', name: 'billing-preparation', component: () => import('./contracts/PreparationScreen.vue'), meta: { title: 'contracts.prepare', place: { hub: 'services', section: 'hubs.section.services', label: 'contracts.simulateMenu', hint: 'hubs.hint.billingPreparation' } } },
  { path: '/contracts', name: 'contracts', component: () => import('./contracts/ContractsScreen.vue'), meta: { title: 'contracts.manage', place: { hub: 'services', section: 'hubs.section.services', hint: 'hubs.hint.contracts' } } },
  { path: '/contracts/:id', name: 'contract', component: () => import('./contracts/ContractScreen.vue'), meta: { title: 'contracts.one' } },
  { path: '/meter-requests', name: 'meter-requests', component: () => import('./meters/RequestScreen.vue'), meta: { title: 'meters.title', place: { hub: 'services', section: 'hubs.section.services', hint: 'hubs.hint.meterRequests' } } },
  { path: '/meter-automatic', name: 'meter-automatic', component: () => import('./meters/AutomaticScreen.vue'), meta: { title: 'automatic.title', place: { hub: 'services', section: 'hubs.section.services', label: 'automatic.menu', hint: 'hubs.hint.meterAutomatic' } } },
  { path: '/meter-answers', name: 'meter-answers', component: () => import('./meters/AnswerFilesScreen.vue'), meta: { title: 'answers.screen', place: { hub: 'services', section: 'hubs.section.services', hint: 'hubs.hint.meterAnswers' }, drops: ['pdf', 'xlsx', 'eml', 'msg'] } },
  { path: '/meter-templates', name: 'meter-templates', component: () => import('./meters/RequestTemplateScreen.vue'), meta: { title: 'meters.template.title', place: { hub: 'services', section: 'hubs.section.services', hint: 'hubs.hint.meterTemplates' } } },
  { path: '/letter-templates', name: 'letter-templates', component: () => import('./reminders/TemplateScreen.vue'), meta: { title: 'common.screen.letterTemplatesTitle', bar: { label: 'common.screen.letterTemplates', icon: FileText }, place: { hub: 'settings', section: 'hubs.section.dossier', hint: 'hubs.hint.letterTemplates' } } },
  { path: '/company', name: 'company', component: () => import('./dossiers/CompanyScreen.vue'), meta: { title: 'common.screen.company', bar: { label: 'common.screen.company', icon: Building2 }, place: { hub: 'settings', section: 'hubs.section.dossier', hint: 'hubs.hint.company' } } },
  { path: '/call-scripts', name: 'call-scripts', component: () => import('./calls/ScriptScreen.vue'), meta: { title: 'calls.scripts.title', place: { hub: 'settings', section: 'hubs.section.delivery', hint: 'hubs.hint.callScripts' } } },
  { path: '/mail-settings', name: 'mail-settings', component: () => import('./outbox/MailSettingsScreen.vue'), meta: { title: 'common.screen.mailSettings', place: { hub: 'settings', section: 'hubs.section.delivery', hint: 'hubs.hint.mailSettings' } } },
  { path: '/fax-settings', name: 'fax-settings', component: () => import('./outbox/FaxSettingsScreen.vue'), meta: { title: 'fax.title', place: { hub: 'settings', section: 'hubs.section.delivery', hint: 'hubs.hint.faxSettings' } } },
  { path: '/scenario', name: 'scenario', component: () => import('./scenarios/ScenarioScreen.vue'), meta: { title: 'scenarios.title', place: { hub: 'settings', section: 'hubs.section.delivery', hint: 'hubs.hint.scenario' } } },
  { path: '/rates', name: 'rates', component: () => import('./legal/RatesScreen.vue'), meta: { title: 'common.screen.rates', place: { hub: 'settings', section: 'hubs.section.law', hint: 'hubs.hint.rates' } } },
  { path: '/parameters', name: 'parameters', component: () => import('./settings/ParameterScreen.vue'), meta: { title: 'parameters.title', place: { hub: 'settings', section: 'hubs.section.parameters', hint: 'hubs.hint.parameters' } } },
  { path: '/decision-tables', name: 'decision-tables', component: () => import('./decisions/DecisionTableScreen.vue'), meta: { title: 'decisions.title', place: { hub: 'settings', section: 'hubs.section.classifications', hint: 'hubs.hint.decisions' } } },
  { path: '/park-settings', name: 'park-settings', component: () => import('./assets/ParkSettingsScreen.vue'), meta: { title: 'assets.settings.title', place: { hub: 'settings', section: 'hubs.section.classifications', hint: 'hubs.hint.parkSettings' } } },
  { path: '/users', name: 'users', component: () => import('./users/UserScreen.vue'), meta: { title: 'users.title', place: { hub: 'settings', section: 'hubs.section.users', hint: 'hubs.hint.users' } } },
  { path: '/settings', name: 'settings', component: () => import('./HubScreen.vue'), meta: { title: 'hubs.settingsTitle', bar: { label: 'hubs.settings', icon: Settings } } },
]

/** `hasDossier` says whether screens other than the start may be shown. */
export function createRoutes(hasDossier: () => boolean): Router {
  const router = createRouter({ history: createWebHashHistory(), routes: [...routes, { path: '/:rest(.*)*', redirect: '/' }] })
  router.beforeEach((to) => (to.meta.isAlwaysOpen === true || hasDossier() ? true : { name: 'start' }))
  return router
}
