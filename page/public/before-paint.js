// Runs before the first paint, so that a chosen colour scheme does not flash in the other one.
try {
  const theme = localStorage.getItem('entente.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing follows the system.
}
