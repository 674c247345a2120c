"""`rung init`: what lies in a folder, what has to be asked, and the settings that the answers make.

`look` tells what each file is; `facts` asks the data; `questions` says what is left to ask, with an answer that
Enter takes; `settings` makes settings of the answers. Nothing here writes a file or a sentence.
"""
