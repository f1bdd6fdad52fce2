import { createApp } from "vue";
import "../portal.css";
import ConsoleFrame from "./ConsoleFrame.vue";
import Portal from "./Portal.vue";

createApp(Portal, { console: ConsoleFrame }).mount("#portal");
