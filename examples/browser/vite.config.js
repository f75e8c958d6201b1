/** The platform stands behind the page's own origin: then nobody has to allow the page to ask it. */

const { NEMO_URL = 'http://localhost:8080' } = process.env
const proxy = { '/apis': NEMO_URL, '/status': NEMO_URL, '/cluster-info': NEMO_URL }

export default {
  server: { proxy },
  preview: { proxy },
  build: { target: 'es2022' },
}
