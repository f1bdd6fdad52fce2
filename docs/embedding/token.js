/** A token for Signet, made by the portal for whoever is signed in there. */
export async function getToken() {
  const answer = await fetch("/signet-token", { method: "POST" });
  if (!answer.ok) throw new Error(`the portal gave no token: ${answer.status}`);
  return (await answer.json()).token;
}

/** Where Signet is. A portal that is built for one place only may as well write it here. */
export const signet = document.querySelector("meta[name=signet]").content;
