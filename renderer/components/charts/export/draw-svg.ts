/** Draws what an SVG of the page shows on a canvas whose origin is that of the page. */

const DRAWN = 'path, line, circle, rect, text';
/** What follows the pointer is no part of the picture. */
const PASSING = 'defs, clipPath, .recharts-tooltip-cursor, .recharts-active-dot';

/** Draws a chart's SVG as it is on screen: its positions and computed styles, without what follows the pointer. */
export function drawSvg(context: CanvasRenderingContext2D, svg: SVGSVGElement): void {
  for (const element of svg.querySelectorAll<SVGGraphicsElement>(DRAWN)) {
    const style = getComputedStyle(element);
    const matrix = element.getScreenCTM();
    if (matrix === null || style.visibility === 'hidden' || element.closest(PASSING)) continue;
    context.save();
    context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
    clip(context, element);
    if (element instanceof SVGTextElement) drawText(context, element, style);
    else drawShape(context, shapeOf(element), style);
    context.restore();
  }
}

/** Marks on the time axis: a small box each, with a picture or a number. */
export function drawMarks(context: CanvasRenderingContext2D, marks: Iterable<HTMLElement>): void {
  for (const mark of marks) {
    const { left, top, width, height } = mark.getBoundingClientRect();
    const style = getComputedStyle(mark);
    context.save();
    context.beginPath();
    context.roundRect(left, top, width, height, height / 2);
    context.fillStyle = style.backgroundColor;
    context.fill();
    context.strokeStyle = style.borderTopColor;
    context.stroke();
    const svg = mark.querySelector('svg');
    if (svg !== null) drawSvg(context, svg);
    const count = mark.querySelector('span');
    if (count !== null) {
      const at = count.getBoundingClientRect();
      const { paddingLeft, paddingRight } = getComputedStyle(count);
      context.fillStyle = style.color;
      context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      const middle = (at.left + parseFloat(paddingLeft) + at.right - parseFloat(paddingRight)) / 2;
      context.fillText(count.textContent, middle, top + height / 2);
    }
    context.restore();
  }
}

function shapeOf(element: SVGGraphicsElement): Path2D {
  const number = (name: string): number => Number(element.getAttribute(name) ?? 0);
  const path = new Path2D(element.getAttribute('d') ?? '');
  if (element instanceof SVGLineElement) {
    path.moveTo(number('x1'), number('y1'));
    path.lineTo(number('x2'), number('y2'));
  }
  if (element instanceof SVGCircleElement) {
    path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
  }
  if (element instanceof SVGRectElement) {
    path.rect(number('x'), number('y'), number('width'), number('height'));
  }
  return path;
}

function drawShape(
  context: CanvasRenderingContext2D,
  path: Path2D,
  style: CSSStyleDeclaration,
): void {
  if (style.fill !== 'none') {
    context.globalAlpha = Number(style.fillOpacity);
    context.fillStyle = style.fill;
    context.fill(path);
  }
  if (style.stroke === 'none') return;
  context.globalAlpha = Number(style.strokeOpacity);
  context.strokeStyle = style.stroke;
  context.lineWidth = parseFloat(style.strokeWidth);
  context.lineCap = style.strokeLinecap as CanvasLineCap;
  context.lineJoin = style.strokeLinejoin as CanvasLineJoin;
  context.setLineDash((style.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number));
  context.stroke(path);
}

/** Where the page has put it: whatever its anchor and its lines are. */
function drawText(
  context: CanvasRenderingContext2D,
  element: SVGTextElement,
  { fill, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration,
): void {
  context.fillStyle = fill;
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  if (element.getNumberOfChars() === 0) return;
  const { x, y } = element.getStartPositionOfChar(0);
  context.fillText(element.textContent, x, y);
}

/** Lines end at the edges of the plot. */
function clip(context: CanvasRenderingContext2D, element: Element): void {
  const clipped = element.closest('[clip-path]');
  const id = /#([^")]+)/.exec(clipped?.getAttribute('clip-path') ?? '')?.[1];
  const rect = id === undefined ? null : document.getElementById(id)?.querySelector('rect');
  if (rect) context.clip(shapeOf(rect));
}
