import type { App } from 'vue'
import CallDialog from './calls/CallDialog.vue'
import PromisePanel from './calls/PromisePanel.vue'
import CallStartDialog from './calls/StartDialog.vue'
import InvoiceOriginal from './einvoices/InvoiceOriginal.vue'
import HoldDialog from './holds/HoldDialog.vue'
import HoldMarks from './holds/HoldMarks.vue'
import HoldPanel from './holds/HoldPanel.vue'
import ProposalButton from './reminders/ProposalButton.vue'
import ScenarioPanel from './scenarios/ScenarioPanel.vue'
import CustomerLegalTab from './legal/CustomerLegalTab.vue'

/** What a slice shows on the screens of others: known there by name only, so that no slice imports another. */
const panels = { InvoiceOriginal, CallDialog, CallStartDialog, PromisePanel, HoldDialog, HoldMarks, HoldPanel, CustomerLegalTab, ProposalButton, ScenarioPanel }

declare module 'vue' {
  interface GlobalComponents {
    InvoiceOriginal: typeof InvoiceOriginal
    CallDialog: typeof CallDialog
    CallStartDialog: typeof CallStartDialog
    PromisePanel: typeof PromisePanel
    HoldDialog: typeof HoldDialog
    HoldMarks: typeof HoldMarks
    HoldPanel: typeof HoldPanel
    CustomerLegalTab: typeof CustomerLegalTab
    ProposalButton: typeof ProposalButton
    ScenarioPanel: typeof ScenarioPanel
  }
}

export function installGuestPanels(app: App): void {
  for (const [name, panel] of Object.entries(panels)) app.component(name, panel)
}
