const signet = document.querySelector("meta[name=signet]").content;
const { connect } = await import(`${signet}/embed/signet-frame.js`);

connect(document.querySelector("iframe"), {
  origin: signet,
  getToken: async () => {
    const answer = await fetch("/signet-token", { method: "POST" });
    if (!answer.ok) throw new Error(`the portal gave no token: ${answer.status}`);
    return (await answer.json()).token;
  },
  onEvent(name, detail) {
    if (name === "navigate") document.querySelector("[data-place]").textContent = detail.title;
  },
  autoHeight: true,
});
