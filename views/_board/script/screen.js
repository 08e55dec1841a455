// Full screen, by the browser where it lets us, else by filling the window.

function isFull(node) {
  const main = node.closest(".main");
  return main.matches(":fullscreen") || main.classList.contains("filling");
}

function toggleFull(main, done) {
  if (isFull(main)) return leaveFull(main, done);
  const fill = () => {
    main.classList.add("filling");
    done();
  };
  if (!main.requestFullscreen) return fill();
  main.requestFullscreen().then(done, fill);
}

function leaveFull(main, done) {
  main.classList.remove("filling");
  if (main.matches(":fullscreen")) document.exitFullscreen().then(done, done);
  else done();
}
