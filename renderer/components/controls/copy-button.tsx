import { useTranslation } from '../../stores/use-translation.ts';
import { Button } from './button.tsx';
import { useCopied } from './copy-text.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What it copies, for screen readers: `Copy the public key`. */
  readonly label: string;
}

/** Copies the text beside it, and says for a moment that it did. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useTranslation();
  const [copied, copy] = useCopied();
  const shown = copied ? t('setup.copied') : t('setup.copy');
  return (
    <Button
      size="small"
      icon={copied ? 'check' : 'copy'}
      aria-label={copied ? shown : label}
      onClick={() => copy(text)}
    >
      {shown}
    </Button>
  );
}
