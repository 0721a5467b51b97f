/** Rooms and things that a home may have and this one perhaps has not: one word each, so that they are missed whole and not read in pieces. */
const rooms =
  '地下室 阁楼 车库 书房 卧室 主卧 次卧 客卧 客房 儿童房 婴儿房 老人房 厨房 餐厅 饭厅 客厅 阳台 露台 天台 花园 院子 庭院 玄关 门厅 走廊 过道 楼道 楼梯 楼梯间 卫生间 厕所 洗手间 浴室 衣帽间 储物间 储藏室 杂物间 洗衣房 健身房 游戏房 影音室 棋牌室 茶室 茶水间 琴房 保姆房 次卫 主卫 客卫 电梯间 地窖 酒窖 泳池 游泳池 桑拿房 电竞房 工作室 办公室 会议室 前院 后院 前厅 天井 飘窗 大堂 夹层 机房';
const things =
  '洗碗机 电饭煲 电饭锅 烤箱 微波炉 冰箱 电脑 打印机 路由器 跑步机 按摩椅 咖啡机 豆浆机 榨汁机 面包机 空气炸锅 投影仪 投影机 游戏机 机顶盒 浴霸 油烟机 抽油烟机 燃气灶 煤气灶 消毒柜 电热毯 饮水机 净水器 净水机 鱼缸 晾衣架 晾衣机 门铃 幕布 马桶 马桶盖 热水器 洗衣机 台灯 落地灯 壁灯 吊灯 射灯 筒灯 灯带 夜灯 小夜灯 床头灯 吸顶灯 吊扇 落地扇 换气扇 排气扇 收音机 平板 闹钟灯 电动床 电动车 充电桩 猫砂盆 喂食器 体重秤 天窗 大门 纱帘 布帘';

export const foreignThings: ReadonlySet<string> = new Set(things.split(' '));
export const foreign: ReadonlySet<string> = new Set([...rooms.split(' '), ...foreignThings]);
