import "./style/tokens.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/operator.css";
import "./style/pages.css";
import "./style/plots.css";
import "uplot/dist/uPlot.min.css";
import { App } from "./app";
import { language } from "./language";

document.documentElement.lang = language();
await new App(document.getElementById("app")!).start();
