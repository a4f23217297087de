import type { ThemeConfig } from 'antd';

/** The library's own blue, red and grey are too pale to read (WCAG 2.2 AA, 1.4.3). */
export const theme: ThemeConfig = {
  cssVar: { key: 'xh' },
  token: {
    motion: false, colorPrimary: '#0b57d0', colorLink: '#0b57d0', colorError: '#c5221f',
    // Under the pointer darker: the library’s own shades are lighter, and too pale again.
    colorPrimaryHover: '#0842a0', colorLinkHover: '#0842a0', colorErrorHover: '#a50e0e',
    colorTextDescription: 'rgba(0,0,0,.66)', colorTextTertiary: 'rgba(0,0,0,.66)', colorTextSecondary: 'rgba(0,0,0,.72)',
    colorTextPlaceholder: 'rgba(0,0,0,.62)', colorTextDisabled: 'rgba(0,0,0,.6)', borderRadius: 6, fontSize: 14,
    fontFamily: 'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  },
  components: {
    Layout: { headerBg: '#ffffff', siderBg: '#f6f8fb', bodyBg: '#ffffff', headerHeight: 56, headerPadding: '0 20px' },
    Menu: { itemBg: 'transparent', itemHeight: 36 },
    Table: { cellPaddingBlock: 9, headerBg: '#f6f8fb' },
  },
};
