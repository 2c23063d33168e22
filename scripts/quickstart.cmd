@echo off
rem From a fresh checkout to a translator of one's own: builds Truchman, translates a first sentence with
rem the model that came along, trains an English-German model on data\phrasebook, scores it on sentences
rem that it has not seen, and translates what is typed.
rem   scripts\quickstart            trains once; the next time it goes straight to the scores
rem   scripts\quickstart --again    trains anew
setlocal EnableExtensions DisableDelayedExpansion

set "again=no"
if "%~1"=="" goto begin
if "%~1"=="--again" if "%~2"=="" goto again
echo usage: scripts\quickstart [--again] 1>&2
exit /b 2
:again
set "again=yes"

:begin
for %%d in ("%~dp0..") do set "root=%%~fd"
cd /d "%root%"
set "corpus=data\phrasebook"
set "shipped=data\models\en-de"
set "model=models\phrasebook"
rem Written when the training ended by itself.
set "finished=%model%.finished"
set "cache=%USERPROFILE%\.djl.ai"
if defined DJL_CACHE_DIR set "cache=%DJL_CACHE_DIR%"

echo Truchman's quickstart: build, translate, train, score.
echo(
echo Downloads  about 112 MB of native library (libtorch) and some smaller jars from Maven Central,
echo            into %USERPROFILE%\.m2; only what is not there yet.
echo Unpacks    452 MB, at the first start of the engine, into %cache%
echo            (somewhere else: set DJL_CACHE_DIR before; when you are done: delete that folder).
echo Writes     the model into %model%, and what is built into the target folders.
echo(

echo 1. Building
call scripts\truchman.cmd --version
if errorlevel 1 goto failed

echo(
echo 2. A first translation, with the model that came along (%shipped%): How are you?
call scripts\truchman.cmd translate -m "%shipped%" "How are you?"
if errorlevel 1 goto failed

echo(
echo 3. Training on %corpus% (English to German; a few minutes on two cores)
if "%again%"=="yes" goto train
if not exist "%finished%" goto train
if not exist "%model%\manifest.json" goto train
echo    %model% is there already and is kept; scripts\quickstart --again trains it anew.
goto score

:train
if exist "%finished%" del "%finished%"
if not exist models mkdir models
call scripts\truchman.cmd train -s en -t de --train "%corpus%\train.en" "%corpus%\train.de" --valid "%corpus%\dev.en" "%corpus%\dev.de" --model "%model%" --config data\recipes\phrasebook.json --overwrite <nul
if errorlevel 1 goto failed
type nul >"%finished%"

:score
echo(
echo 4. Scoring on %corpus%\test.en, sentences that the model has not seen
call scripts\truchman.cmd evaluate -m "%model%" --source "%corpus%\test.en" --reference "%corpus%\test.de" <nul
if errorlevel 1 goto failed

echo(
echo 5. Translating
echo    Type English sentences of the phrasebook's kind; Ctrl-Z and Enter end.
call scripts\truchman.cmd translate -m "%model%"
if errorlevel 1 goto failed

echo(
echo Now with a corpus of your own, two files with one sentence a line:
echo(
echo   scripts\truchman train -s en -t de --train corpus.en corpus.de --valid dev.en dev.de --model models\en-de
echo   scripts\truchman evaluate -m models\en-de --source test.en --reference test.de
echo   scripts\truchman translate -m models\en-de -i in.txt -o out.txt
echo(
echo scripts\truchman --help tells more.
exit /b 0

:failed
set "code=%errorlevel%"
echo quickstart: that step failed with exit code %code%; its message is above 1>&2
exit /b %code%
