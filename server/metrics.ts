import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  measure(call: { service: string; operation: string; result: string; seconds: number }): void
  /** Says how many control channels are open, each time that the figures are read. */
  watchChannels(count: () => number): void
  text(): Promise<string>
}

/** Prometheus figures: calls by operation and result, open channels, and what Node knows of itself. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'quarterdeck_' })
  const registers = [registry]
  const labelNames = ['service', 'operation', 'result']
  const calls = new Counter({ name: 'quarterdeck_api_calls_total', help: 'Calls of API operations.', labelNames, registers })
  const durations = new Histogram({
    name: 'quarterdeck_api_call_seconds',
    help: 'Time that API operations took.',
    labelNames: ['service', 'operation'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  })
  return {
    measure({ service, operation, result, seconds }) {
      calls.inc({ service, operation, result })
      durations.observe({ service, operation }, seconds)
    },
    watchChannels(count) {
      new Gauge({
        name: 'quarterdeck_control_channels',
        help: 'Open control channels of managed nodes.',
        registers,
        collect() {
          this.set(count())
        },
      })
    },
    text: () => registry.metrics(),
  }
}
