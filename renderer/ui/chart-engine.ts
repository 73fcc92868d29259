import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, LabelLayout, SVGRenderer])

/** What of the chart library is used: loaded when the first chart is shown. */
export const drawChart = (host: HTMLElement): EChartsType => init(host, null, { renderer: 'svg' })
export type { EChartsCoreOption, EChartsType }
