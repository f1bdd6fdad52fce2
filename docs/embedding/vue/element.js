import { createApp } from "vue";
import "../portal.css";
import ConsoleElement from "./ConsoleElement.vue";
import Portal from "./Portal.vue";

createApp(Portal, { console: ConsoleElement }).mount("#portal");
