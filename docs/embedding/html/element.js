const console_ = document.querySelector("signet-console");

// Called when a token is needed, and again before it ends.
console_.getToken = async () => {
  const answer = await fetch("/signet-token", { method: "POST" });
  if (!answer.ok) throw new Error(`the portal gave no token: ${answer.status}`);
  return (await answer.json()).token;
};

console_.addEventListener("signet-navigate", ({ detail }) => {
  document.querySelector("[data-place]").textContent = detail.title;
});

// A shortcut of the portal's own.
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.composedPath().some((target) => target.matches?.("input, textarea"))) {
    event.preventDefault();
    document.querySelector("[data-search]").focus();
  }
});
