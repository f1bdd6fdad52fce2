import { useEffect, useRef } from "react";
import { getToken, signet } from "../token.js";

/** The console in an iframe. */
export function ConsoleFrame({ onNavigate }) {
  const frame = useRef(null);
  useEffect(() => {
    let connection;
    let gone = false;
    import(/* @vite-ignore */ `${signet}/embed/signet-frame.js`).then(({ connect }) => {
      if (gone) return;
      connection = connect(frame.current, {
        origin: signet,
        getToken,
        onEvent: (name, detail) => name === "navigate" && onNavigate(detail.title),
        autoHeight: true,
      });
    });
    return () => {
      gone = true;
      connection?.close();
    };
  }, [onNavigate]);
  return <iframe ref={frame} title="Devices" src={`${signet}/`} />;
}
