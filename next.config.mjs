// Plain JavaScript: to read TypeScript, Next would load its compiler at every start.
/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  // Bundles of a size that `npm run bundles` checks: rather one more request on a warm connection than the same module twice.
  experimental: {
    turbopackChunking: { requestCost: 60_000, minChunkSize: 25_000 },
    // Going back to a page asks the server for nothing but its data: the data of the page itself is as old as it says, and refetched.
    staleTimes: { dynamic: 300, static: 300 },
  },
  ...(process.env.QUARTERDECK_SOURCE_MAPS === '1' ? { productionBrowserSourceMaps: true } : {}),
}

export default config
