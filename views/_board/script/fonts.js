// The picture's own fonts, brought with the script: drawn alike on every machine.

for (const [weight, font] of FONTS) {
  const bytes = Uint8Array.from(atob(font), (char) => char.charCodeAt(0));
  document.fonts.add(new FontFace("Arimo", bytes, { weight: String(weight) }));
}
