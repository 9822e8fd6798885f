import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'> {
  /** One main button a page; quiet ones look like text until they are pointed at. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'small' | 'normal' | 'large';
  readonly icon?: IconName;
  /** Works on the answer: keeps its width and cannot be pressed again. */
  readonly busy?: boolean;
  readonly type?: 'button' | 'submit';
  readonly children: ReactNode;
}

/** A button that says what it does with a verb. */
export function Button({
  kind = 'plain',
  size = 'normal',
  icon,
  busy = false,
  type = 'button',
  disabled,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={styles.button}
      data-kind={kind}
      data-size={size}
      data-busy={busy || undefined}
      aria-busy={busy || undefined}
      disabled={disabled === true || busy}
    >
      {icon !== undefined && <Icon name={icon} size={size === 'large' ? 20 : 16} />}
      <span>{children}</span>
    </button>
  );
}
