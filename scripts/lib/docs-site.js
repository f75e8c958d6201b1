// Opens the guides in the navigation, until somebody closes them.
for (const section of ['Start', 'Guides']) {
  const key = `tsd-accordion-${section}`
  try {
    if (localStorage.getItem(key) === null) localStorage.setItem(key, 'true')
  } catch {
    // A browser that keeps nothing shows them closed.
  }
}
