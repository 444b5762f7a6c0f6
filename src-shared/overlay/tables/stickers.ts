/** Made by scripts/stickers/make.ts: id, name, category, sides of the drawing, usual width in canvas units, words to find it by. */
export const stickerLines = `
arrow-right|Arrow right|arrows|512x512|300|point here look direction
arrow-left|Arrow left|arrows|512x512|300|point here look direction
arrow-up|Arrow up|arrows|512x512|300|point here look direction
arrow-down|Arrow down|arrows|512x512|300|point here look direction
arrow-curve-right|Curved arrow right|arrows|512x512|300|point here look drawn curved
arrow-curve-left|Curved arrow left|arrows|512x512|300|point here look drawn curved
arrow-loop|Arrow with a loop|arrows|512x512|300|point here look drawn curved
arrow-down-swing|Arrow swinging down|arrows|512x512|300|point here look drawn curved
arrow-both|Arrow both ways|arrows|512x512|300|compare between wide
repeat|Again|arrows|512x512|300|repeat loop cycle circle arrow turn
pointer|Pointer|arrows|512x512|300|mouse cursor click here
here|Right here|arrows|512x512|300|spot tap ring target point
check|Tick|marks|512x512|300|yes right correct done ok check mark
cross|Cross|marks|512x512|300|no wrong false mistake x
check-circle|Right|marks|512x512|300|yes correct tick done ok circle
cross-circle|Wrong|marks|512x512|300|no false mistake circle x
question|Question mark|marks|512x512|300|why ask what help
exclamation|Exclamation mark|marks|512x512|300|attention important alert wow
warning|Warning sign|marks|512x512|300|attention danger watch out careful triangle
star|Star|marks|512x512|300|favourite best reward great
heart|Heart|marks|512x512|300|love like favourite thanks
sparkles|Sparkles|marks|512x512|300|shine magic new clean stars
lightning|Lightning|marks|512x512|300|energy power fast electricity bolt
smile|Smiling face|marks|512x512|300|happy glad good friendly
thinking|Thinking face|marks|512x512|300|hmm wonder guess predict unsure
number-1|Number 1|marks|512x512|300|step count digit circle first order
number-2|Number 2|marks|512x512|300|step count digit circle first order
number-3|Number 3|marks|512x512|300|step count digit circle first order
number-4|Number 4|marks|512x512|300|step count digit circle first order
number-5|Number 5|marks|512x512|300|step count digit circle first order
bubble|Speech bubble|marks|512x512|300|say talk speak talking
bubble-blank|Empty speech bubble|marks|632x512|520|say talk write text into
thought|Thought bubble|marks|512x512|300|think idea dream wonder
light-bulb|Light bulb|things|512x512|300|idea tip insight think lamp
book|Book|things|512x512|300|read learn story study open
pencil|Pencil|things|512x512|300|write draw note task
clock|Clock|things|512x512|300|time wait minute hour deadline
timer|Stopwatch|things|512x512|300|time race speed challenge seconds
magnifier|Magnifying glass|things|512x512|300|look search find detail zoom closer
target|Target|things|512x512|300|goal aim learning hit
flag|Flag|things|512x512|300|goal finish start mark
trophy|Trophy|things|512x512|300|win best prize challenge cup
medal|Medal|things|512x512|300|win first award prize
rocket|Rocket|things|512x512|300|start launch space fast go
puzzle|Puzzle piece|things|512x512|300|part fit together solve
globe|Globe|things|512x512|300|world earth geography languages
flask|Flask|things|512x512|300|science experiment chemistry lab
camera|Camera|things|512x512|300|film record photo shoot clip
play|Play|things|512x512|300|start video watch button
bell|Bell|things|512x512|300|reminder attention remember ring
pin|Map pin|things|512x512|300|place location where here
leaf|Leaf|things|512x512|300|nature plant biology green environment
key|Key|things|512x512|300|important main answer unlock
cap|Graduation cap|things|512x512|300|school learn study graduate class
music|Music|things|512x512|300|note song sound listen
badge-new|“New” badge|words|512x512|300|new fresh badge word
badge-tip|“Tip” badge|words|348x208|251|tip hint advice badge word
badge-watch-out|“Watch out” badge|words|720x208|518|warning careful attention badge word
badge-remember|“Remember” badge|words|680x208|490|key point memory badge word
badge-example|“Example” badge|words|590x208|425|for instance badge word
badge-try-it|“Try it” badge|words|460x208|331|your turn practise task badge word
badge-true|“True” badge|words|400x208|288|fact right yes badge word
badge-myth|“Myth” badge|words|410x208|295|false wrong no fact badge word
badge-before|“Before” badge|words|500x208|360|compare first badge word
badge-after|“After” badge|words|450x208|324|compare then badge word
underline|Underline|strokes|640x160|520|swoosh line emphasise drawn
wave|Wavy line|strokes|640x160|520|underline squiggle emphasise
highlighter-yellow|Highlighter, yellow|strokes|640x172|560|mark text emphasise marker line
highlighter-pink|Highlighter, pink|strokes|640x172|560|mark text emphasise marker line
highlighter-green|Highlighter, green|strokes|640x172|560|mark text emphasise marker line
ring|Drawn ring|strokes|640x372|520|circle around mark this look drawn
strike|Crossed out|strokes|632x212|480|wrong remove delete scribble drawn
rays|Rays|strokes|440x500|220|attention shine pop emphasise lines
burst|Burst|strokes|512x512|300|wow bang plate star background
confetti|Confetti|strokes|512x512|760|party celebrate well done bravo
frame-round|Round frame|strokes|512x512|460|circle ring mark around
frame-corners|Corner frame|strokes|512x512|520|focus mark around camera
frame-photo|Photo frame|strokes|560x640|620|picture instant border around
tape|Tape|strokes|480x156|280|stick strip paper hold
banner|Ribbon|strokes|640x236|640|title plate band name
note|Paper note|strokes|512x512|440|sticky write reminder plate
spotlight|Spotlight|strokes|1024x1024|2700|focus dim dark look here attention
progress-1|Progress 1 of 4|strokes|464x152|300|step dots part chapter
progress-2|Progress 2 of 4|strokes|464x152|300|step dots part chapter
progress-3|Progress 3 of 4|strokes|464x152|300|step dots part chapter
progress-4|Progress 4 of 4|strokes|464x152|300|step dots part chapter
bracket|Curly bracket|strokes|256x512|150|group together belongs sum
`
