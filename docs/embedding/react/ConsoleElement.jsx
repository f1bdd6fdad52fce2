import { useEffect, useRef } from "react";
import { getToken, signet } from "../token.js";

/** The console as an element. */
export function ConsoleElement({ onNavigate }) {
  const element = useRef(null);
  useEffect(() => {
    import(/* @vite-ignore */ `${signet}/embed/signet-element.js`);
  }, []);
  useEffect(() => {
    const { current } = element;
    // A function is a property, not an attribute.
    current.getToken = getToken;
    const moved = ({ detail }) => onNavigate(detail.title);
    current.addEventListener("signet-navigate", moved);
    return () => current.removeEventListener("signet-navigate", moved);
  }, [onNavigate]);
  return <signet-console ref={element} proxy={signet} />;
}
