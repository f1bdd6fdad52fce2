import { createElement } from "react";
import { createRoot } from "react-dom/client";
import "../portal.css";
import { ConsoleElement } from "./ConsoleElement.jsx";
import { Portal } from "./Portal.jsx";

createRoot(document.querySelector("#portal")).render(createElement(Portal, { Console: ConsoleElement }));
