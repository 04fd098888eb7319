// Calm progress lines: `[1/4] Installing packages … 18.2 s`. Runs on the system's Node, without node_modules.

export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}

/** On a terminal the line counts up in place; elsewhere a sign of life is added every 15 seconds. */
function tick(out, line, since) {
  const everyMs = out.isTTY ? 1000 : 15_000
  const timer = setInterval(() => {
    const elapsed = `${Math.round((performance.now() - since) / 1000)} s`
    out.write(out.isTTY ? `\r${line} … ${elapsed}` : ` ${elapsed} …`)
  }, everyMs)
  timer.unref()
  return timer
}

/** A numbered list of stages written to `out`. `quiet` says nothing until a stage has work to do. */
export function createStages(total, { out = process.stdout, quiet = false } = {}) {
  let count = 0
  const prefix = () => (quiet ? '' : `[${count}/${total}] `)
  return {
    upToDate(text) {
      count += 1
      if (!quiet) out.write(`${prefix()}${text}\n`)
    },
    async run(text, work) {
      count += 1
      const since = performance.now()
      const line = `${prefix()}${text}`
      out.write(`${line} …`)
      const timer = tick(out, line, since)
      try {
        const result = await work()
        out.write(out.isTTY ? `\r${line} … ${seconds(since)}\n` : ` ${seconds(since)}\n`)
        return result
      } catch (problem) {
        out.write(' failed\n')
        throw problem
      } finally {
        clearInterval(timer)
      }
    },
  }
}
