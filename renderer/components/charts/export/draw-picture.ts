/** A chart as it is drawn on the page, as a PNG with its title, its time and its legend. */
import { drawMarks, drawSvg } from './draw-svg.ts';

interface ChartPicture {
  readonly title: string;
  /** From when until when. */
  readonly period: string;
  /** The element in which the lines are drawn. */
  readonly stage: Element;
  /** Elements with a piece of a line and its name. */
  readonly legend: Iterable<Element>;
}

/** Sharp on any screen. */
const SCALE = 2;
const PADDING = 24;
const HEAD = 64;

/** @returns the PNG in base64 */
export function drawPicture({ title, period, stage, legend }: ChartPicture): string {
  const box = stage.getBoundingClientRect();
  const [width, height] = [box.width + 2 * PADDING, box.height + 2 * PADDING + HEAD];
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(height * SCALE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.scale(SCALE, SCALE);
  const style = getComputedStyle(stage);
  const colour = (name: string): string => style.getPropertyValue(name);
  context.fillStyle = colour('--panel');
  context.fillRect(0, 0, width, height);

  context.fillStyle = colour('--text');
  context.font = `600 16px ${style.fontFamily}`;
  context.fillText(title, PADDING, PADDING + 14);
  context.fillStyle = colour('--muted');
  context.font = `12px ${style.fontFamily}`;
  context.fillText(period, PADDING, PADDING + 36);
  let right = width - PADDING;
  for (const item of [...legend].reverse()) right = drawLegendItem(context, item, right);

  // From here on, places are those of the page.
  context.translate(PADDING - box.left, PADDING + HEAD - box.top);
  for (const svg of stage.querySelectorAll<SVGSVGElement>('svg')) {
    if (svg.closest('button') === null) drawSvg(context, svg);
  }
  drawMarks(context, stage.querySelectorAll<HTMLElement>('button[data-mark]'));
  return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length);
}

/**
 * Draws it to the left of `right`, in the line of the period.
 * @returns where the next one ends
 */
function drawLegendItem(context: CanvasRenderingContext2D, item: Element, right: number): number {
  const line = item.querySelector('line');
  const text = item.textContent;
  const left = right - context.measureText(text).width - 28;
  if (line !== null) {
    const { stroke, strokeWidth, strokeDasharray } = getComputedStyle(line);
    context.save();
    context.strokeStyle = stroke;
    context.lineWidth = parseFloat(strokeWidth);
    context.setLineDash((strokeDasharray.match(/[\d.]+/g) ?? []).map(Number));
    context.beginPath();
    context.moveTo(left, PADDING + 32);
    context.lineTo(left + 20, PADDING + 32);
    context.stroke();
    context.restore();
  }
  context.fillText(text, left + 28, PADDING + 36);
  return left - 20;
}
