// Excalidraw's own code, bundled for a page: what it makes of a file, and the picture that it draws of it.
import { exportToSvg, restore } from "@excalidraw/excalidraw";

window.excalidraw = { exportToSvg, restore };
