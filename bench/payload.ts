/** A form of about 2 KB as JSON, different for every society, so that it compresses like real text. */
const PHRASES = [
  '面向世界科技前沿举办品牌学术会议', '完善分支机构管理办法', '发展青年会员并提供精准服务', '建设开放共享的学术资源平台', '组织编写学科发展报告', '推动期刊集群化发展',
  '与国际组织共同发起研究计划', '开展工程师资格国际互认试点', '设立青年人才托举计划', '建立科技成果转化服务站', '开发优质科普资源', '规范财务与资产管理',
];

export function payloadOf(n: number): Record<string, unknown> {
  const text = (from: number, sentences: number) =>
    Array.from({ length: sentences }, (_, index) => `${PHRASES[(n * 7 + from + index * (1 + (n % 5))) % PHRASES.length]}${(n * 31 + from * 17 + index * 13) % 997}`).join('，');
  return {
    contactName: `联系人${n}`, contactPhone: '010-00000000',
    goals: text(1, 8), foundation: text(2, 8), branding: text(3, 6),
    kpis: [1, 2, 3].map((row) => ({ kpi: text(row + 4, 1), unit: '项', baseline: n % 40, year1: (n % 40) + row, year2: (n % 40) + 2 * row, year3: (n % 40) + 3 * row })),
  };
}
